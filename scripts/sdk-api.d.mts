/** Something with a name and a comment. */
export interface Documented {
  /** `Bytes`, or of a member `Bytes.of`. */
  readonly name: string;
  /** One line. */
  readonly signature: string;
  /** Its comment; empty if there is none. */
  readonly doc: string;
  /** Functions of the ABI that it calls, or that call it. */
  readonly abi: readonly string[];
}

/** An export of the SDK. */
export interface Exported extends Documented {
  readonly kind: "class" | "enum" | "function" | "constant";
  readonly members: readonly Documented[];
}

/** What filters import under one name. */
export interface SdkModule {
  readonly module: string;
  readonly doc: string;
  readonly exports: readonly Exported[];
}

/** What the SDK in that folder offers. */
export declare function sdkApi(sdk: string): readonly SdkModule[];

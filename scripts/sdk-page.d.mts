import type { SdkModule } from "./sdk-api.mjs";

/** The reference as Markdown. */
export declare function sdkPage(modules: readonly SdkModule[]): string;

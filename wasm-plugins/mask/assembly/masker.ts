import { Bytes } from "@waymark/proxy-wasm";

/** Masks a body that comes in pieces. */
export abstract class Masker {
  /** Why the body cannot be masked any further; empty while it can. */
  problem: string = "";

  /** What of the body can go on now that this piece is there. */
  abstract push(piece: Bytes): Bytes;

  /** What is left at the end. */
  abstract finish(): Bytes;

  /** What came and has not gone on yet, as it came. */
  abstract get kept(): Bytes;
}

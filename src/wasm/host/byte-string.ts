/**
 * Header names and values are bytes, and not always UTF-8. Inside the host they are strings of one character a byte
 * (0 to 255), which compare and copy fast and lose nothing; authors see and give ordinary strings.
 */

/** Text or bytes, as an author gives them: text is sent as UTF-8. */
export type Octets = string | Uint8Array;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, control characters included.
const ascii = /^[\x00-\x7f]*$/;

/** One character a byte. */
export function byteString(value: Octets): string {
  if (typeof value !== "string")
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1");
  return ascii.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}

/** The text of a byte string; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: string): string {
  return ascii.test(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}

export function bufferOf(bytes: string): Buffer {
  return Buffer.from(bytes, "latin1");
}

/** Digests and encodings. */
export {
  base64Decode,
  base64Encode,
  base64UrlDecode,
  base64UrlEncode,
  hexDecode,
  hexEncode,
} from "./assembly/crypto/encodings";
export { hmacSha256, Sha256, sha256 } from "./assembly/crypto/sha256";

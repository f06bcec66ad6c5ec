/** Whether it can be a lane: 1 to 63 letters, digits, `.`, `_` and `-`, so that it needs no quotes in any header. */
export function isLane(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const alphanumeric = (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
    if (!alphanumeric && code != 0x2d && code != 0x2e && code != 0x5f) return false;
  }
  return text.length > 0 && text.length <= 63;
}

/** What `isLane()` asks for, in messages. */
export const LANE = "1 to 63 letters, digits, '.', '_' and '-'";

/** The digits of a whole number. `toString()` does the same, with tables for all bases: two kilobytes of a module. */
export function decimalText(value: i64): string {
  let rest: u64 = value < 0 ? <u64>(0 - value) : <u64>value;
  let text = "";
  do {
    text = String.fromCharCode(0x30 + <i32>(rest % 10)) + text;
    rest /= 10;
  } while (rest > 0);
  return value < 0 ? "-" + text : text;
}

/** Quantities of Kubernetes: `500m`, `1.5Gi`, `1e3`. */

const form = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:(n|u|m|k|M|G|T|P|E)|(Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/;
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/** Nothing is finer than a billionth. */
const finest = 9;

export function isQuantity(text: string): boolean {
  return form.test(text);
}

/** The quantity in billionths, as text: equal quantities have equal texts. */
export function quantityValue(text: string): string {
  return `${billionths(text)}n`;
}

/** Less than, equal to, or greater than zero. */
export function compareQuantities(one: string, other: string): bigint {
  const difference = billionths(one) - billionths(other);
  return difference === 0n ? 0n : difference < 0n ? -1n : 1n;
}

export function quantityNumber(text: string): number {
  return Number(billionths(text)) / 10 ** finest;
}

function billionths(text: string): bigint {
  const parts = form.exec(text);
  if (parts === null) throw new Error(`${text} is no quantity`);
  const [, sign, digits = "0", si = "", iec, exponent] = parts;
  const [whole = "", fraction = ""] = digits.split(".");
  const power = finest - fraction.length + (decimal[si] ?? Number(exponent ?? 0));
  const scaled =
    BigInt(`${whole}${fraction}` || "0") * 1024n ** BigInt(iec === undefined ? 0 : binary.indexOf(iec) + 1);
  const value =
    power >= 0 ? scaled * 10n ** BigInt(Math.min(power, 100)) : scaled / 10n ** BigInt(Math.min(-power, 100));
  return sign === "-" ? -value : value;
}

/** Values as texts that are equal if they mean the same: where something was written is left out, and what it is called. */
export function plainText(value: unknown, without: readonly string[] = ["origin"]): string {
  return JSON.stringify(value, (name, one: unknown) => (without.includes(name) ? undefined : one)) ?? "";
}

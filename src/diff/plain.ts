import { hash } from "node:crypto";

/** Values as texts that are equal if they mean the same: where something was written is left out, and what it is called. */
export function plainText(value: unknown, without: readonly string[] = ["origin"]): string {
  return JSON.stringify(value, (name, one: unknown) => (without.includes(name) ? undefined : one)) ?? "";
}

/** A short text in place of a long one: equal if, and as good as only if, the long ones are. */
export function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 16);
}

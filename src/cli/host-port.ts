import { UsageError } from "./exit.js";

/**
 * `127.0.0.1:15010`, `[::1]:15010` or `:15010` (all addresses).
 * @throws UsageError when it is none of these
 */
export function hostPort(option: string, text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) throw new UsageError(`${option} ${text}: write HOST:PORT`);
  return { host: bracketed ?? (plain || "0.0.0.0"), port };
}

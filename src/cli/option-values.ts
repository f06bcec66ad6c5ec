/** The values that options are given, and what is said when one cannot be used. */
import { readFile } from "node:fs/promises";
import { InvalidArgumentError } from "commander";
import { allowedPlace } from "../fetching/address-guard.js";
import { UsageError } from "./exit.js";

/** Collects the values of an option that may be repeated. */
export function repeated(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Reads a whole number from `least` to `most`; what is none is wrong usage. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`a whole number from ${least} to ${most} is wanted.`);
  };
}

/** The text of the file that an option names. @throws UsageError if it cannot be read */
export function textIn(option: string, file: string): Promise<string> {
  return readFile(file, "utf8").catch(unusable(option, file));
}

/** PEM of authorities. @throws UsageError if the file cannot be read or holds no certificate */
export async function certificatesIn(option: string, file: string): Promise<string> {
  const text = await textIn(option, file);
  if (!text.includes("-----BEGIN CERTIFICATE")) throw new UsageError(`${option} ${file} holds no certificate (PEM)`);
  return text;
}

/** Address ranges and hosts. @throws UsageError for what is neither */
export function placesIn(option: string, texts: readonly string[]): readonly string[] {
  const wrong = texts.find((text) => allowedPlace(text) === undefined);
  if (wrong !== undefined) throw new UsageError(`${option} ${wrong}: write a range such as 10.0.0.0/8, or a host`);
  return texts;
}

/** Turns what the file system said of an option's file into a mistake of its user. */
export function unusable(option: string, file: string): (error: unknown) => never {
  return (error) => {
    throw new UsageError(`${option} ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  };
}

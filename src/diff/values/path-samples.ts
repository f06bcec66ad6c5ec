/** Paths that tell rules apart, and the forms in which one path may be written. */

import type { StringPattern } from "../../ir/pattern.js";
import type { PathMatch, Route } from "../../ir/route.js";
import { type Samples, textSamples } from "./text-samples.js";

/** Samples of the paths that routes and policies speak about. */
export function pathSamples(matches: readonly PathMatch[], patterns: readonly StringPattern[]): Samples {
  const { texts, unexplored } = textSamples([...patterns, ...matches.map(asPattern)], { paths: true });
  const elements = matches.flatMap(({ kind, value }) => {
    if (kind !== "prefix") return [];
    const prefix = value.replace(/\/+$/, "");
    return [prefix, `${prefix}/`, `${prefix}/x`, `${prefix}x`].filter((path) => path !== "");
  });
  const below = elements.flatMap((start) => texts.map((path) => `${start.replace(/\/$/, "")}${path}`));
  return { texts: [...new Set(["/", ...elements, ...texts, "/x", ...below.slice(0, 400)])], unexplored };
}

function asPattern({ kind, value }: PathMatch): StringPattern {
  return { kind: kind === "prefix" ? "exact" : kind, value };
}

/** The paths that a rewrite of these routes turns into one of `paths`. */
export function pathsBefore(routes: readonly Route[], paths: readonly string[]): readonly string[] {
  return routes.flatMap(({ match, action }) => {
    if (action.kind !== "forward" || match.path.kind !== "prefix") return [];
    const rewrites = [action.rewrite, ...action.backends.map((backend) => backend.rewrite)];
    const prefix = match.path.value.replace(/\/+$/, "");
    return rewrites.flatMap((rewrite) => {
      if (rewrite?.path?.kind !== "prefix") return [];
      const start = rewrite.path.value.replace(/\/+$/, "");
      return paths.flatMap((path) => (path.startsWith(start) ? [`${prefix}${path.slice(start.length)}`] : []));
    });
  });
}

/** Other ways to write a path, which some normal forms undo and others do not. */
export function rawForms(path: string): readonly string[] {
  const at = path.indexOf("/", 1);
  const inner =
    at < 0 ? [] : [`${path.slice(0, at)}%2F${path.slice(at + 1)}`, `${path.slice(0, at)}/${path.slice(at)}`];
  return [`/${path}`, `/x/..${path}`, `/.${path}`, path.replace(/[a-z]/, percent), ...inner];
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

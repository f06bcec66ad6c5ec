import { type Command, InvalidArgumentError } from "commander";
import { withModuleOptions } from "./module-fetching.js";
import { repeated } from "./option-values.js";

/** Adds the options of a command that keeps fetching key sets. */
export function withKeyOptions(command: Command): Command {
  return withModuleOptions(withKeyPlaces(command))
    .option(
      "--jwks-refresh <seconds>",
      "how often to look at key sets that do not say how long they hold (default: 1200)",
      seconds,
    )
    .option(
      "--no-fetch",
      "fetch nothing: tokens of issuers without inline keys are refused, and plugins have no modules but files",
    );
}

/** Adds the options of a command that looks once: what it may fetch, and key sets from files. */
export function withFetchedOnce(command: Command): Command {
  const fetched =
    "fetch the key sets of token issuers and the modules of plugins that are no files; otherwise their tokens are refused, and they do not run";
  return withModuleOptions(withKeysOnce(command, fetched));
}

/** As `withFetchedOnce`, for a command that needs no modules. */
export function withKeysOnce(
  command: Command,
  fetched = "fetch the key sets of token issuers; otherwise their tokens are refused",
): Command {
  return withKeyPlaces(
    command
      .option("--fetch", fetched, false)
      .option("--jwks <url=file>", "take the key set of this jwksUri or issuer from a file (repeatable)", repeated, []),
  );
}

/** Adds the options that say where key sets may be fetched from. */
function withKeyPlaces(command: Command): Command {
  return command
    .option(
      "--jwks-allow <cidr|host>",
      "let key sets be fetched from these private addresses or this host, too (repeatable)",
      repeated,
      [],
    )
    .option("--jwks-ca <file>", "authorities that https servers of key sets must be of (PEM; default: the system's)");
}

function seconds(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count === 0) throw new InvalidArgumentError("a number of seconds is wanted.");
  return count;
}

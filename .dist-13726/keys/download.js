import { exchange } from "../fetching/exchange.js";
/** Key sets have a few kilobytes. */
const mostBytes = 1024 * 1024;
/** Fetches a document, under guard. Whatever goes wrong is a value. */
export async function download({ etag, ...request }, rules) {
    const headers = {
        accept: "application/jwk-set+json, application/json",
        ...(etag !== undefined && { "if-none-match": etag }),
    };
    const reply = await exchange({ ...request, headers, mostBytes }, rules);
    if (reply.kind !== "reply")
        return reply;
    const age = maxAgeMs(reply.headers["cache-control"], reply.headers["age"]);
    const aged = age === undefined ? {} : { maxAgeMs: age };
    if (reply.status === 200) {
        const known = reply.headers.etag;
        return { kind: "fresh", text: reply.body.toString("utf8"), ...aged, ...(known !== undefined && { etag: known }) };
    }
    if (reply.status === 304)
        return { kind: "unchanged", ...aged };
    return { kind: "failed", because: `it was answered with status ${reply.status}` };
}
/** How long a document may be kept (RFC 9111): zero if it must not be; undefined if nothing is said. */
function maxAgeMs(cacheControl, age) {
    const directives = (cacheControl ?? "")
        .toLowerCase()
        .split(",")
        .map((part) => part.trim());
    if (directives.includes("no-store") || directives.includes("no-cache"))
        return 0;
    const seconds = directives
        .map((part) => /^max-age="?(\d{1,10})"?$/.exec(part)?.[1])
        .find((found) => found !== undefined);
    if (seconds === undefined)
        return undefined;
    return Math.max(0, Number(seconds) - (Number(age) || 0)) * 1000;
}
//# sourceMappingURL=download.js.map
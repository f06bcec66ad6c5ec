import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { durationMs } from "./durations.js";
/** How sessions are kept (GEP-1619); undefined, with a diagnostic, if they cannot be. */
export function lowerSession(written, place, report) {
    const { origin } = place;
    if (written.idleTimeout !== undefined) {
        const message = "an idle limit is not honoured: nobody keeps the time of a session's last request";
        report(diagnostic("WM4036", { origin: at(origin, "idleTimeout"), message }));
    }
    const refuse = (message, ...path) => {
        report(diagnostic("WM4035", { origin: at(origin, ...path), message }));
    };
    if (written.type === "Header") {
        if (written.cookie !== undefined)
            return refuse("a session by header has no cookie", "cookie");
        const name = written.header?.name ?? written.sessionName;
        if (name === undefined)
            return refuse("the header of the session is not named");
        if (written.absoluteTimeout !== undefined) {
            const message = "a session by header has no end: absoluteTimeout is not honoured";
            report(diagnostic("WM4036", { origin: at(origin, "absoluteTimeout"), message }));
        }
        if (place.backends > 1) {
            const message = `the rule has ${place.backends} backends, and the header does not tell which was chosen`;
            report(diagnostic("WM4037", { origin, message }));
        }
        return { kind: "header", name: name.toLowerCase() };
    }
    if (written.header !== undefined)
        return refuse("a session by cookie has no header", "header");
    const path = written.cookie?.path ?? "/";
    if (!/^\/[!-:<-~]*$/.test(path))
        return refuse("the path of the cookie cannot stand in a cookie", "cookie", "path");
    const lifetime = lifetimeOf(written, origin, report);
    if (lifetime === undefined)
        return undefined;
    const name = written.cookie?.name ?? written.sessionName ?? place.cookieName;
    return { kind: "cookie", name, path, ...lifetime };
}
function lifetimeOf({ absoluteTimeout, cookie, cookieConfig }, origin, report) {
    const lifetimeType = (cookie ?? cookieConfig)?.lifetimeType ?? "Session";
    const place = at(origin, "absoluteTimeout");
    const ms = absoluteTimeout === undefined ? 0 : (durationMs(absoluteTimeout) ?? 0);
    if (ms === 0) {
        if (lifetimeType === "Session")
            return {};
        report(diagnostic("WM4035", { origin, message: "a Permanent cookie needs an absoluteTimeout" }));
        return undefined;
    }
    if (lifetimeType === "Session") {
        const message = `the session ends after ${absoluteTimeout}, as asked, but so does the cookie, and not with the client`;
        report(diagnostic("WM4036", { origin: place, message }));
    }
    // Cookies count in seconds; a session that was asked for lasts at least one.
    return { lifetimeSeconds: Math.max(1, Math.round(ms / 1000)) };
}
//# sourceMappingURL=route-sessions.js.map
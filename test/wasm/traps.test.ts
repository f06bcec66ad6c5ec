/** A filter that traps: what happens to its stream, to the next ones, and to the filters beside it. */
import { describeAbi } from "./support/probe.js";

const trapping = (kind: string): string => `
  on request_headers
    ifheader 0 x-trap
    trap ${kind}
  on response_headers
    add 2 x-alive 1
  on log
    log 2 logged`;
const trap = { headers: [["x-trap", "1"]] as const };

describeAbi([
  ...["unreachable", "oob", "stack", "throw"].map((kind) => ({
    title: `a filter that traps (${kind}) fails its stream and all that follow`,
    script: trapping(kind),
    sends: [{}, trap, {}],
    answer: { status: 503, body: "" },
  })),
  {
    title: "a filter that fails open fails its stream, and later ones pass it by",
    script: trapping("unreachable"),
    options: { failurePolicy: "open" as const },
    sends: [trap, {}],
    answer: { status: 200 },
  },
  {
    // Envoy waits between one second and one and a half since it loaded the module the last time.
    title: "a filter that reloads is back if it ran for a while",
    script: trapping("unreachable"),
    options: { failurePolicy: "reload" as const },
    sends: [{ wait: 1700 }, trap, {}],
    answer: { status: 200 },
  },
  {
    title: "a trap in the response replaces the response",
    script: `
      on response_headers
        trap unreachable
      on log
        log 2 logged`,
    answer: { status: 503, body: "" },
  },
  {
    title: "a trap in the response's body breaks the connection",
    script: `
      on response_body
        trap unreachable`,
    answer: { kind: "reset" },
  },
  {
    title: "the filters before a trapping one see the 503",
    script: [
      `
      on response_headers
        get 2 :status
        pairs 2
      on log
        prop response.code_details
        get 2 :status`,
      trapping("unreachable"),
    ],
    sends: [trap],
    answer: { status: 503 },
  },
  {
    title: "a trap in the log does not hurt the stream that is over, but the next ones",
    script: `
      on log
        trap unreachable`,
    sends: [{}, {}],
    answer: { status: 503 },
  },
  {
    title: "a trap when a call is answered leaves the stream where it is",
    script: `
      on request_headers
        call trapped 300 - :method GET :path / :authority a
        return 1
      on http_call_response
        trap unreachable`,
    clusters: { trapped: () => ({ body: "x" }) },
    answer: { kind: "silent" },
  },
]);

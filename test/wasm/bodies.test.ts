/** Bodies: pausing, buffering, reading and writing, and the rules of the last byte. */
import { describeAbi } from "./support/probe.js";

const post = { method: "POST", body: "hello" };

describeAbi([
  {
    title: "a body comes in chunks, and its end comes by itself",
    script: `
      on request_headers
      on request_body
        body 0 0 100
      on response_headers
      on response_body
        body 1 0 100`,
    sends: [post],
  },
  {
    title: "a request without a body ends with its headers",
    script: `
      on request_headers
      on request_body
      on response_headers
      on response_body`,
    sends: [{}, { method: "POST", body: "" }],
    upstream: () => ({ status: 204 }),
  },
  {
    title: "a paused body is buffered, and seen as a whole at its end",
    script: `
      on request_body
        body 0 0 100
        bufstatus 0
        ifeos 1
        log 2 end
        return 0`,
    sends: [post],
  },
  {
    title: "a body that is paused at its end goes nowhere",
    script: `
      on request_body
        return 1
      on log
        log 2 logged`,
    sends: [post],
    answer: { kind: "silent" },
  },
  {
    title: "a paused response body is buffered, and may be replaced at its end",
    script: `
      on response_headers
        del 2 content-length
      on response_body
        ifeos 1
        body 1 0 100
        setbody 1 0 100 replaced
        body 1 0 100
        return 0`,
    sends: [{}],
    answer: { status: 200, body: "replaced" },
  },
  {
    title: "parts of a buffer are read, and nothing beyond its end",
    script: `
      on request_headers
        body 0 0 10
        bufstatus 0
        bufstatus 1
        setbody 0 0 0 x
        body 7 0 10
        body 6 0 10
        body 9 0 10
        bufstatus 9
        body 2 0 10
        body 4 0 10
        body 5 0 10
        body 8 0 10
      on request_body
        body 0 1 3
        body 0 1 100
        body 0 4 1
        body 0 5 1
        body 1 0 10`,
    sends: [post],
  },
  {
    title: "a buffer is written at its front and behind its end, not in the middle",
    script: `
      on request_headers
        del 0 content-length
      on request_body
        ifnoteos 0
        setbody 0 0 0 <
        body 0 0 100
        setbody 0 100 0 >
        body 0 0 100
        setbody 0 0 1 [
        body 0 0 100
        setbody 0 3 1 x
        setbody 0 0 100 whole
        body 0 0 100
        setbody 0 5 0 !
        body 0 0 100`,
    sends: [post],
    answer: { status: 200 },
  },
  {
    title: "a body is made up where none was",
    script: `
      on response_headers
        del 2 content-length
      on response_body
        ifeos 0
        setbody 1 0 0 tail
        body 1 0 100`,
    sends: [{}],
    answer: { body: "oktail" },
  },
  {
    title: "a pause on headers holds the body too",
    script: `
      on request_headers
        return 1
      on request_body
        log 2 seen`,
    sends: [post],
    answer: { kind: "silent" },
  },
  {
    title: "a pause on headers lets the body come where the plugin is configured so",
    script: `
      on request_headers
        return 1
      on request_body
        get 0 :path
        set 0 x-late 1
        ifeos 1
        body 0 0 100
        return 0`,
    options: { allowOnHeadersStopIteration: true },
    sends: [post],
    answer: { status: 200 },
  },
  ...[2, 3, 4, 9].map((code) => ({
    title: `a filter that returns ${code} for headers`,
    script: `
      on request_headers
        return ${code}
      on request_body
        log 2 seen`,
    sends: [post],
  })),
  ...[2, 3, 9].map((code) => ({
    title: `a filter that returns ${code} for a body's first part`,
    script: `
      on request_headers
        del 0 content-length
      on request_body
        body 0 0 100
        ifeos ${code}
        return 0`,
    sends: [post],
  })),
  {
    title: "bodies pass two filters, the response in reverse order",
    script: [
      `
      on request_headers
        log 2 A
      on request_body
        log 2 A
      on response_headers
        log 2 A
        add 2 x-by A
      on response_body
        log 2 A
      on log
        log 2 A
      on done
        log 2 A
      on delete
        log 2 A`,
      `
      on request_headers
        log 2 B
      on request_body
        log 2 B
      on response_headers
        log 2 B
        add 2 x-by B
      on response_body
        log 2 B
      on log
        log 2 B
      on done
        log 2 B
      on delete
        log 2 B`,
    ],
    sends: [post],
  },
  {
    title: "what the first filter buffers comes to the second as a whole",
    script: [
      `
      on request_headers
        del 0 content-length
      on request_body
        ifeos 1
        body 0 0 100
        setbody 0 0 0 A
        return 0`,
      `
      on request_headers
        log 2 B
      on request_body
        body 0 0 100
        ifeos 1
        body 0 0 100
        return 0`,
    ],
    sends: [{ method: "POST", body: "hello", headers: [["x-a", "1"]] }],
  },
  {
    title: "trailers are made up at the end of a body",
    script: `
      on response_headers
        add 3 x-early 1
      on response_body
        add 3 x-trailer 1
        get 3 x-trailer
      on response_trailers
        get 3 x-trailer
        get 0 :path`,
    sends: [{}],
  },
]);

/** Replies of a filter's own, resuming and closing, and the order of things around them. */
import { describeAbi } from "./support/probe.js";

const post = { method: "POST", body: "hello" };

describeAbi([
  {
    title: "a filter answers in the upstream's place, and sees its own answer on the way back",
    script: [
      `
      on request_headers
        reply 403 no%20way -1 x-why rules content-type text/x
        return 1
      on request_body
        log 2 seen
      on response_headers
        get 2 :status
        pairs 2
        add 2 x-back A
        get 0 :path
      on response_body
        body 1 0 100
      on log
        get 2 x-why
        prop response.code_details
        log 2 A`,
      `
      on request_headers
        log 2 B
      on response_headers
        log 2 B
      on log
        log 2 B
      on done
        log 2 B
      on delete
        log 2 B`,
    ],
    sends: [{}],
    answer: { status: 403, body: "no way" },
  },
  {
    title: "the filters before it see the answer too",
    script: [
      `
      on response_headers
        get 2 :status
        add 2 x-by A
      on response_body
        body 1 0 100`,
      `
      on request_headers
        reply 401 who -1
        return 0
      on response_headers
        add 2 x-by B`,
    ],
    sends: [post],
    answer: { status: 401 },
  },
  {
    title: "whatever a filter returns, its answer stops the request",
    script: `
      on request_headers
        reply 418 tea -1
        return 0`,
    answer: { status: 418, body: "tea" },
  },
  {
    title: "of two answers the first counts",
    script: `
      on request_headers
        reply 401 first -1
        reply 402 second -1
      on log
        prop response.code_details`,
    answer: { status: 401, body: "first" },
  },
  {
    title: "an answer without a body has no content type",
    script: `
      on request_headers
        reply 204 - -1 content-type text/x
      on response_headers
        pairs 2`,
    answer: { status: 204 },
  },
  {
    title: "an answer to a HEAD request keeps its length",
    script: `
      on request_headers
        reply 403 forbidden -1
      on response_headers
        pairs 2
      on response_body
        body 1 0 10`,
    sends: [{ method: "HEAD" }],
    answer: { status: 403, body: "" },
  },
  {
    title: "a gRPC client is answered in headers",
    script: `
      on request_headers
        reply 403 no%20way%0a! 7 x-why rules
      on response_headers
        pairs 2`,
    sends: [{ method: "POST", headers: [["content-type", "application/grpc"]], body: "" }],
    answer: { status: 200 },
  },
  {
    title: "a gRPC client gets a status that follows from the HTTP one",
    script: `
      on request_headers
        reply 401 - -1
      on response_headers
        pairs 2`,
    sends: [{ method: "POST", headers: [["content-type", "application/grpc+proto"]], body: "" }],
    answer: { status: 200 },
  },
  {
    title: "a filter answers when it has seen the body",
    script: `
      on request_body
        ifeos 1
        body 0 0 100
        reply 400 bad -1
        return 1
      on response_headers
        get 2 :status
        body 0 0 100`,
    sends: [post],
    answer: { status: 400, body: "bad" },
  },
  {
    title: "an answer in place of response headers does not come back to the filter",
    script: [
      `
      on response_headers
        log 2 A
      on log
        get 2 :status`,
      `
      on response_headers
        log 2 B
        reply 502 replaced -1 x-new 1
        return 1
      on response_body
        log 2 B
      on log
        get 2 :status`,
    ],
    answer: { status: 502, body: "replaced" },
  },
  {
    title: "an answer when the response has begun breaks the connection",
    script: `
      on response_body
        reply 502 late -1
        return 1
      on log
        log 2 logged`,
    answer: { kind: "reset" },
  },
  {
    title: "an answer while response headers are held replaces them",
    script: `
      on response_headers
        return 1
      on response_body
        reply 502 late -1
        return 1`,
    options: { allowOnHeadersStopIteration: true },
    answer: { status: 502, body: "late" },
  },
  {
    title: "to resume what is not paused does nothing",
    script: `
      on request_headers
        resume 0
        get 0 :path
        resume 2
        resume 3
        resume 4
        return 0`,
    answer: { status: 200 },
  },
  {
    title: "to resume goes before the pause that follows in the same call",
    script: `
      on request_headers
        resume 0
        return 1`,
    answer: { status: 200 },
  },
  {
    title: "a filter closes the stream",
    script: `
      on request_headers
        close 0
        close 2
        close 3
        close 4
        return 1
      on response_headers
        log 2 back
      on log
        prop response.code_details
        log 2 logged
      on done
      on delete`,
    answer: { kind: "reset" },
  },
  {
    title: "a filter closes the response",
    script: `
      on response_headers
        close 1
        return 1
      on log
        prop response.code_details`,
    answer: { kind: "reset" },
  },
  {
    title: "a wrong address is an error, not a crash",
    script: `
      on request_headers
        wild`,
    answer: { status: 200 },
  },
]);

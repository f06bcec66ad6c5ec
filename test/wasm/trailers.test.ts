/** Trailers, both ways: what plugins see of them, change in them, and hold back until they come. */
import { describeAbi } from "./support/probe.js";

const said = { trailers: { "x-sum": "42", "x-more": "a" } };
// In one chunk: how several are put together on the way is chance.
const asked = { method: "POST", chunks: ["onetwo"], ...said };
const reacting = () => ({ pieces: ["one", "two"], ...said });

describeAbi([
  {
    title: "request trailers are seen, and a body before them has no end of its own",
    script: `
      on request_body
        ifeos 0
        log never-told
      on request_trailers
        get 1 x-sum
        get 1 X-MORE
        get 1 x-none
        size 1
        pairs 1
        get 0 :method`,
    sends: [asked],
    answer: { status: 200, body: "ok" },
  },
  {
    title: "request trailers are changed",
    script: `
      on request_trailers
        add 1 x-added 1
        set 1 x-sum 43
        del 1 x-more`,
    sends: [asked],
    answer: { status: 200 },
  },
  {
    title: "a body that is held goes on when trailers come",
    script: `
      on request_body
        return 1
      on request_trailers
        body 0 0 100
        return 0`,
    sends: [asked],
    answer: { status: 200 },
  },
  {
    title: "a reply is sent in place of a request whose trailers are wrong",
    script: `
      on request_body
        return 1
      on request_trailers
        reply 418 wrong -1
        return 1`,
    sends: [asked],
    answer: { status: 418, body: "wrong" },
  },
  {
    title: "response trailers are seen and changed",
    script: `
      on response_trailers
        get 3 x-sum
        add 3 x-added 1
        set 3 x-sum 43
        del 3 x-more
        get 2 :status`,
    sends: [{}],
    upstream: reacting,
    answer: { status: 200, body: "onetwo" },
  },
  {
    title: "a response body that is held goes on when trailers come",
    script: `
      on response_body
        return 1
      on response_trailers
        body 1 0 100
        return 0`,
    sends: [{}],
    upstream: reacting,
    answer: { status: 200, body: "onetwo" },
  },
]);

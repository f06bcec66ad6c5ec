/** Header maps: what a filter reads, what it changes, and when it may. */
import { describeAbi } from "./support/probe.js";

describeAbi([
  {
    title: "a filter reads the first value of a header, whatever the case of its name",
    script: `
      on request_headers
        get 0 X-A
        get 0 :path
        get 0 missing
        get 0 host
        get 0 x-empty
        get 9 x-a
        get 1 x-a
        get 2 x-a
        get 3 x-a
        get 4 x-a
        get 5 x-a
        get 6 x-a
        get 7 x-a`,
    sends: [
      {
        path: "/p?q",
        headers: [
          ["x-a", "1"],
          ["x-a", "2"],
          ["x-empty", ""],
        ],
      },
    ],
    logs: ["get 0 X-A -> 0 '1'"],
  },
  {
    title: "pairs come with pseudo headers first, in order",
    script: `
      on request_headers
        pairs 0
        pairs 2
        pairs 8
        add 0 :late 1
        add 0 x-late 1
        pairs 0
        setpairs 0 x-first 1 x-forwarded-proto http :path /other :method GET :authority a :scheme http x-second 2
        pairs 0`,
    sends: [
      {
        headers: [
          ["b", "1"],
          ["a", "2"],
          ["b", "3"],
        ],
      },
    ],
  },
  {
    title: "headers that a filter adds, replaces and removes reach the upstream",
    script: `
      on request_headers
        add 0 x-a 2
        set 0 X-B three
        set 0 x-new %c3%a4
        del 0 x-c
        del 0 nothing
        pairs 0`,
    sends: [
      {
        headers: [
          ["x-a", "1"],
          ["x-b", "1"],
          ["x-b", "2"],
          ["x-c", "1"],
        ],
      },
    ],
  },
  {
    title: "the request's headers are out of sight once they are passed on, and back for the log",
    script: `
      on request_headers
        get 0 x-a
      on request_body
        get 0 x-a
        set 0 x-a 2
        pairs 0
        size 0
      on response_headers
        get 0 x-a
        set 0 x-a 2
        get 2 :status
        pairs 2
        add 2 x-b 3
      on response_body
        get 2 :status
        add 2 x-c 1
      on log
        get 0 x-a
        get 2 :status
        get 2 x-b
        get 1 x-a
        get 3 x-a
        get 4 x-a
        set 0 x-a 3
        pairs 2
      on done
        get 0 x-a
      on delete
        get 0 x-a`,
    sends: [{ method: "POST", headers: [["x-a", "1"]], body: "hello" }],
  },
  {
    title: "a second value of a header that Envoy keeps single is appended to the first",
    script: `
      on request_headers
        ${["connection", "content-length", "content-type", "expect", "te", "upgrade", "user-agent", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "cookie", "accept", "accept-encoding", "authorization", "cache-control", "origin", "referer", "grpc-timeout", "grpc-status", "x-request-id", "x-envoy-attempt-count", "x-envoy-original-path", "x-envoy-max-retries", "proxy-connection", "keep-alive", "transfer-encoding", "x-client-trace-id", "x-forwarded-client-cert", "x-envoy-retry-on", "x-envoy-external-address", "x-ot-span-context", "x-envoy-decorator-operation", "if-none-match", "access-control-request-method", "access-control-request-headers", "x-envoy-internal", ":path"].map((name) => `add 0 ${name} a\nadd 0 ${name} b`).join("\n        ")}
        pairs 0
        reply 200 x -1
    `,
    sends: [{}],
  },
  {
    title: "a second value of a response header that Envoy keeps single is appended to the first",
    script: `
      on response_headers
        ${["connection", "content-type", "date", "server", "location", "via", "grpc-status", "grpc-message", "set-cookie", "cache-control", "vary", "etag", "age", "expires", "last-modified", "content-encoding", "access-control-allow-origin", "access-control-expose-headers", "x-envoy-degraded", "x-envoy-upstream-canary", "x-request-id", "proxy-status", "www-authenticate", "x-envoy-attempt-count", "keep-alive", "x-envoy-ratelimited", ":status"].map((name) => `add 2 ${name} a\nadd 2 ${name} b`).join("\n        ")}
        pairs 2
        del 2 :status
        add 2 :status 200
    `,
    sends: [{}],
  },
]);

/** Calls to other services: what is accepted, what comes back, and on whose behalf. */
import { describeAbi } from "./support/probe.js";

const clusters = {
  authz: ({ headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string }) => ({
    status: headers["x-user"] === "eve" ? 403 : 200,
    headers: { "x-decision": "made" },
    body: `seen ${body}`,
  }),
};

describeAbi([
  {
    title: "a paused request goes on when the service has answered",
    script: `
      on request_headers
        call authz 500 asked :method POST :path /check :authority authz x-user bob
        return 1
      on http_call_response
        get 6 :status
        get 6 x-decision
        body 4 0 100
        get 7 x
        get 0 :path
        effective
        get 0 :path
        set 0 x-allowed yes
        get 6 :status
        resume 0
      on request_body
        log 2 body`,
    sends: [{ method: "POST", body: "hello" }],
    clusters,
    answer: { status: 200 },
  },
  {
    title: "a paused request is refused when the service says no",
    script: `
      on request_headers
        call authz 500 - :method GET :path /check :authority authz x-user eve
        return 1
      on http_call_response
        get 6 :status
        effective
        reply 403 denied -1
      on response_headers
        get 2 :status
      on response_body
      on log`,
    clusters: { authz: clusters.authz },
    answer: { status: 403, body: "denied" },
  },
  {
    title: "a call that is not complete, or to nobody, is refused at once",
    script: `
      on request_headers
        call nobody 500 - :method GET :path /check :authority authz
        call authz 500 - :method GET :path /check
        call authz 500 - :method GET :authority a
        call authz 500 - :path / :authority a
        call authz -1 - :method GET :path /check :authority authz
        body 4 0 10
        get 6 :status
        pairs 6`,
    clusters,
    answer: { status: 200 },
  },
  {
    title: "calls follow one another",
    script: `
      on request_headers
        call authz 500 first :method GET :path /1 :authority authz
        return 1
      on http_call_response
        body 4 0 100
        effective
        ifheader 0 x-second
        resume 0
        return 0`,
    sends: [{ headers: [["x-second", "1"]] }],
    clusters,
  },
  {
    title: "a service that does not answer in time is a 504",
    script: `
      on request_headers
        call slow 100 - :method GET :path /check :authority slow
        return 1
      on http_call_response
        get 6 :status
        body 4 0 100
        status
        effective
        reply 503 late -1`,
    clusters: { slow: "silent" },
    sends: [{}],
  },
  {
    title: "a service that refuses connections is a 503",
    script: `
      on request_headers
        call gone 400 - :method GET :path /check :authority gone
        return 1
      on http_call_response
        get 6 :status
        pairs 6
        effective
        resume 0`,
    clusters: { gone: "unreachable" },
    answer: { status: 200 },
  },
  {
    title: "tokens of calls count by kind",
    script: `
      on request_headers
        call count 0 - :method GET :path /1 :authority count
        call count 0 - :method GET :path /2 :authority count
        gcall count svc Method 100 m
        gcall count svc Method 100 m
        gstream count svc Method
        gstream count svc Method
        gcancel
        gclose 3
        gcancel 3
        gsend x 0
        gclose 1234
        gclose 1233
        gcall nowhere svc Method 100 m`,
    clusters: { count: "silent" },
    answer: { status: 200 },
  },
  {
    title: "the stream may be gone when the answer comes",
    script: `
      on request_headers
        call early 300 - :method GET :path /1 :authority early
        reply 200 now -1
      on http_call_response
        get 6 :status
        effective
        get 0 :path
        resume 0
        reply 500 late -1`,
    clusters: { early: () => ({ body: "x" }) },
    answer: { status: 200, body: "now" },
  },
]);

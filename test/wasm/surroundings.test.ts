/** What belongs to no message: properties, metrics, shared data, queues, timers, logs, foreign functions. */
import { describeAbi } from "./support/probe.js";

describeAbi([
  {
    title: "properties of the request are known in its headers",
    script: `
      on request_headers
        prop request/path
        prop request/url_path
        prop request/query
        prop request/host
        prop request/method
        prop request/scheme
        prop request/useragent
        prop request/referer
        prop request/protocol
        prop request/headers/x-a
        prop request/headers/X-A
        prop request/headers/none
        propx request/size
        propx request/total_size_x
        prop request
        prop nothing
        prop plugin_vm_id
        prop plugin_root_id
        prop plugin_root_id/x
        propx response/code
        prop response/code_details
        propx connection/mtls
        prop connection/requested_server_name
        prop node/id
        prop -`,
    options: { rootId: "root" },
    sends: [
      {
        path: "/a/b?c=d",
        headers: [
          ["x-a", "1"],
          ["user-agent", "probe"],
          ["referer", "r"],
        ],
      },
    ],
  },
  {
    title: "properties in the response and in the log",
    script: `
      on response_headers
        prop request/path
        prop request/headers/x-a
        propx response/code
        prop response/code_details
        prop response/headers/content-length
        prop response/headers/none
      on log
        prop request/path
        prop request/headers/x-a
        propx response/code
        prop response/code_details
        prop response/headers/content-length
        propx response/size
        propx response/grpc_status
        propx response/flags`,
    sends: [{ path: "/p", headers: [["x-a", "1"]] }],
  },
  {
    title: "a filter keeps properties of its own",
    script: [
      `
      on request_headers
        setprop mine value
        prop mine
        prop mine/x
        prop filter_state/wasm.mine
        prop filter_state/mine
        setprop a/b deep
        prop a/b
        setprop mine changed
        setprop request/path no
        prop request/path
      on log
        prop mine
        setprop mine late`,
      `
      on request_headers
        prop mine`,
    ],
    answer: { status: 200 },
  },
  {
    title: "counters, gauges and histograms",
    script: `
      on request_headers
        mdef 0 lab_counter
        mdef 0 lab_counter
        mdef 1 lab_gauge
        mdef 2 lab_histogram
        mdef 3 lab_none
        minc $0 2
        minc $1 3
        mget $0
        minc $0 -1
        minc $0 0
        mrec $0 10
        mget $1
        minc $2 5
        minc $2 -2
        mget $2
        mrec $2 7
        mget $2
        minc $3 1
        mrec $3 5
        mget $3
        minc 4000 1
        minc 4001 1
        minc 4002 1
        minc 4003 1
        mrec 4000 1
        mrec 4003 1
        mget 4000
        mget 4001
        mget 4002
        mget 4003`,
    answer: { status: 200 },
  },
  {
    title: "shared data is compared before it is stored",
    script: `
      on request_headers
        sget key
        sset key one 0
        sget key
        sset key two last
        sset key three stale
        sget key
        sset key four 0
        sget key
        sset other - 77
        sget other
        sget missing`,
    answer: { status: 200 },
  },
  {
    title: "a queue gives back what was put into it, in order",
    script: `
      on configure
        qreg lab
      on request_headers
        qget 4000
        qput x 4000
        qres - nothing
        qres other lab
        qres - lab
        qget
        qput one
        qput two
        qget
      on queue_ready
        qget
        qget`,
    answer: { status: 200 },
  },
  {
    title: "log levels, time and status",
    script: `
      on request_headers
        log 0 trace
        log 1 debug
        log 2 info
        log 3 warn
        log 4 error
        log 6 none
        loglevel
        time
        status
        effective 123456
        done`,
    answer: { status: 200 },
  },
  {
    title: "foreign functions",
    script: `
      on request_headers
        foreign nothing x
        foreign clear_route_cache -`,
    answer: { status: 200 },
  },
  {
    title: "a timer ticks until it is stopped",
    script: `
      on configure
        sset ticks none 0
      on tick
        tick 0
        log 2 ticked
      on request_headers
        tick 50`,
    sends: [{}, { wait: 400 }],
  },
]);

// The functions a proxy-wasm 0.2.1 host offers, as they stand in the specification. Nothing outside this package calls
// them: what hands memory to the host goes through `outgoing.ts`, what receives some through `incoming.ts`.
// A declaration that nobody calls leaves no import behind.

@external("env", "proxy_log")
export declare function proxy_log(level: i32, message: usize, size: usize): i32;
@external("env", "proxy_get_log_level")
export declare function proxy_get_log_level(level: usize): i32;
@external("env", "proxy_get_current_time_nanoseconds")
export declare function proxy_get_current_time_nanoseconds(time: usize): i32;
@external("env", "proxy_set_tick_period_milliseconds")
export declare function proxy_set_tick_period_milliseconds(period: u32): i32;
@external("env", "proxy_set_effective_context")
export declare function proxy_set_effective_context(context: u32): i32;
@external("env", "proxy_done")
export declare function proxy_done(): i32;

@external("env", "proxy_get_buffer_bytes")
export declare function proxy_get_buffer_bytes(kind: u32, start: u32, max: u32, data: usize, size: usize): i32;
@external("env", "proxy_get_buffer_status")
export declare function proxy_get_buffer_status(kind: u32, length: usize, flags: usize): i32;
@external("env", "proxy_set_buffer_bytes")
export declare function proxy_set_buffer_bytes(kind: u32, start: u32, size: u32, data: usize, length: usize): i32;

@external("env", "proxy_get_header_map_size")
export declare function proxy_get_header_map_size(kind: u32, size: usize): i32;
@external("env", "proxy_get_header_map_pairs")
export declare function proxy_get_header_map_pairs(kind: u32, data: usize, size: usize): i32;
@external("env", "proxy_set_header_map_pairs")
export declare function proxy_set_header_map_pairs(kind: u32, data: usize, size: usize): i32;
@external("env", "proxy_get_header_map_value")
export declare function proxy_get_header_map_value(
  kind: u32,
  key: usize,
  keySize: usize,
  value: usize,
  valueSize: usize,
): i32;
@external("env", "proxy_add_header_map_value")
export declare function proxy_add_header_map_value(
  kind: u32,
  key: usize,
  keySize: usize,
  value: usize,
  valueSize: usize,
): i32;
@external("env", "proxy_replace_header_map_value")
export declare function proxy_replace_header_map_value(
  kind: u32,
  key: usize,
  keySize: usize,
  value: usize,
  valueSize: usize,
): i32;
@external("env", "proxy_remove_header_map_value")
export declare function proxy_remove_header_map_value(kind: u32, key: usize, keySize: usize): i32;

@external("env", "proxy_get_property")
export declare function proxy_get_property(path: usize, pathSize: usize, value: usize, size: usize): i32;
@external("env", "proxy_set_property")
export declare function proxy_set_property(path: usize, pathSize: usize, value: usize, size: usize): i32;

@external("env", "proxy_continue_stream")
export declare function proxy_continue_stream(kind: u32): i32;
@external("env", "proxy_close_stream")
export declare function proxy_close_stream(kind: u32): i32;
@external("env", "proxy_send_local_response")
export declare function proxy_send_local_response(
  status: u32,
  details: usize,
  detailsSize: usize,
  body: usize,
  bodySize: usize,
  headers: usize,
  headersSize: usize,
  grpcStatus: i32,
): i32;

@external("env", "proxy_http_call")
export declare function proxy_http_call(
  upstream: usize,
  upstreamSize: usize,
  headers: usize,
  headersSize: usize,
  body: usize,
  bodySize: usize,
  trailers: usize,
  trailersSize: usize,
  timeout: u32,
  token: usize,
): i32;

@external("env", "proxy_grpc_call")
export declare function proxy_grpc_call(
  upstream: usize,
  upstreamSize: usize,
  service: usize,
  serviceSize: usize,
  method: usize,
  methodSize: usize,
  metadata: usize,
  metadataSize: usize,
  message: usize,
  messageSize: usize,
  timeout: u32,
  token: usize,
): i32;
@external("env", "proxy_grpc_stream")
export declare function proxy_grpc_stream(
  upstream: usize,
  upstreamSize: usize,
  service: usize,
  serviceSize: usize,
  method: usize,
  methodSize: usize,
  metadata: usize,
  metadataSize: usize,
  token: usize,
): i32;
@external("env", "proxy_grpc_send")
export declare function proxy_grpc_send(token: u32, message: usize, size: usize, endOfStream: u32): i32;
@external("env", "proxy_grpc_cancel")
export declare function proxy_grpc_cancel(token: u32): i32;
@external("env", "proxy_grpc_close")
export declare function proxy_grpc_close(token: u32): i32;
@external("env", "proxy_get_status")
export declare function proxy_get_status(code: usize, message: usize, size: usize): i32;

@external("env", "proxy_get_shared_data")
export declare function proxy_get_shared_data(key: usize, keySize: usize, data: usize, size: usize, cas: usize): i32;
@external("env", "proxy_set_shared_data")
export declare function proxy_set_shared_data(key: usize, keySize: usize, data: usize, size: usize, cas: u32): i32;
@external("env", "proxy_register_shared_queue")
export declare function proxy_register_shared_queue(name: usize, size: usize, queue: usize): i32;
@external("env", "proxy_resolve_shared_queue")
export declare function proxy_resolve_shared_queue(
  vm: usize,
  vmSize: usize,
  name: usize,
  size: usize,
  queue: usize,
): i32;
@external("env", "proxy_enqueue_shared_queue")
export declare function proxy_enqueue_shared_queue(queue: u32, data: usize, size: usize): i32;
@external("env", "proxy_dequeue_shared_queue")
export declare function proxy_dequeue_shared_queue(queue: u32, data: usize, size: usize): i32;

@external("env", "proxy_define_metric")
export declare function proxy_define_metric(kind: u32, name: usize, size: usize, metric: usize): i32;
@external("env", "proxy_increment_metric")
export declare function proxy_increment_metric(metric: u32, offset: i64): i32;
@external("env", "proxy_record_metric")
export declare function proxy_record_metric(metric: u32, value: u64): i32;
@external("env", "proxy_get_metric")
export declare function proxy_get_metric(metric: u32, value: usize): i32;

@external("env", "proxy_call_foreign_function")
export declare function proxy_call_foreign_function(
  name: usize,
  nameSize: usize,
  argument: usize,
  argumentSize: usize,
  result: usize,
  resultSize: usize,
): i32;

@external("wasi_snapshot_preview1", "random_get")
export declare function random_get(buffer: usize, size: usize): i32;

// The raw ABI, as a filter sees it: one import a host call of proxy-wasm 0.2.1.
@external("env", "proxy_log") export declare function proxy_log(level: i32, p: usize, n: usize): i32;
@external("env", "proxy_get_log_level") export declare function proxy_get_log_level(out: usize): i32;
@external("env", "proxy_get_status") export declare function proxy_get_status(code: usize, p: usize, n: usize): i32;
@external("env", "proxy_get_header_map_value") export declare function proxy_get_header_map_value(map: i32, kp: usize, kn: usize, p: usize, n: usize): i32;
@external("env", "proxy_add_header_map_value") export declare function proxy_add_header_map_value(map: i32, kp: usize, kn: usize, vp: usize, vn: usize): i32;
@external("env", "proxy_replace_header_map_value") export declare function proxy_replace_header_map_value(map: i32, kp: usize, kn: usize, vp: usize, vn: usize): i32;
@external("env", "proxy_remove_header_map_value") export declare function proxy_remove_header_map_value(map: i32, kp: usize, kn: usize): i32;
@external("env", "proxy_get_header_map_pairs") export declare function proxy_get_header_map_pairs(map: i32, p: usize, n: usize): i32;
@external("env", "proxy_set_header_map_pairs") export declare function proxy_set_header_map_pairs(map: i32, p: usize, n: usize): i32;
@external("env", "proxy_get_header_map_size") export declare function proxy_get_header_map_size(map: i32, out: usize): i32;
@external("env", "proxy_get_buffer_bytes") export declare function proxy_get_buffer_bytes(id: i32, start: i32, length: i32, p: usize, n: usize): i32;
@external("env", "proxy_set_buffer_bytes") export declare function proxy_set_buffer_bytes(id: i32, start: i32, length: i32, p: usize, n: usize): i32;
@external("env", "proxy_get_buffer_status") export declare function proxy_get_buffer_status(id: i32, length: usize, flags: usize): i32;
@external("env", "proxy_send_local_response") export declare function proxy_send_local_response(status: i32, dp: usize, dn: usize, bp: usize, bn: usize, hp: usize, hn: usize, grpc: i32): i32;
@external("env", "proxy_continue_stream") export declare function proxy_continue_stream(type: i32): i32;
@external("env", "proxy_close_stream") export declare function proxy_close_stream(type: i32): i32;
@external("env", "proxy_get_property") export declare function proxy_get_property(pp: usize, pn: usize, p: usize, n: usize): i32;
@external("env", "proxy_set_property") export declare function proxy_set_property(pp: usize, pn: usize, vp: usize, vn: usize): i32;
@external("env", "proxy_http_call") export declare function proxy_http_call(cp: usize, cn: usize, hp: usize, hn: usize, bp: usize, bn: usize, tp: usize, tn: usize, timeout: i32, out: usize): i32;
@external("env", "proxy_grpc_call") export declare function proxy_grpc_call(cp: usize, cn: usize, sp: usize, sn: usize, mp: usize, mn: usize, hp: usize, hn: usize, bp: usize, bn: usize, timeout: i32, out: usize): i32;
@external("env", "proxy_grpc_stream") export declare function proxy_grpc_stream(cp: usize, cn: usize, sp: usize, sn: usize, mp: usize, mn: usize, hp: usize, hn: usize, out: usize): i32;
@external("env", "proxy_grpc_send") export declare function proxy_grpc_send(token: i32, bp: usize, bn: usize, eos: i32): i32;
@external("env", "proxy_grpc_close") export declare function proxy_grpc_close(token: i32): i32;
@external("env", "proxy_grpc_cancel") export declare function proxy_grpc_cancel(token: i32): i32;
@external("env", "proxy_get_shared_data") export declare function proxy_get_shared_data(kp: usize, kn: usize, p: usize, n: usize, cas: usize): i32;
@external("env", "proxy_set_shared_data") export declare function proxy_set_shared_data(kp: usize, kn: usize, vp: usize, vn: usize, cas: i32): i32;
@external("env", "proxy_register_shared_queue") export declare function proxy_register_shared_queue(np: usize, nn: usize, out: usize): i32;
@external("env", "proxy_resolve_shared_queue") export declare function proxy_resolve_shared_queue(vp: usize, vn: usize, np: usize, nn: usize, out: usize): i32;
@external("env", "proxy_enqueue_shared_queue") export declare function proxy_enqueue_shared_queue(token: i32, vp: usize, vn: usize): i32;
@external("env", "proxy_dequeue_shared_queue") export declare function proxy_dequeue_shared_queue(token: i32, p: usize, n: usize): i32;
@external("env", "proxy_define_metric") export declare function proxy_define_metric(type: i32, np: usize, nn: usize, out: usize): i32;
@external("env", "proxy_increment_metric") export declare function proxy_increment_metric(id: i32, by: i64): i32;
@external("env", "proxy_record_metric") export declare function proxy_record_metric(id: i32, value: u64): i32;
@external("env", "proxy_get_metric") export declare function proxy_get_metric(id: i32, out: usize): i32;
@external("env", "proxy_set_tick_period_milliseconds") export declare function proxy_set_tick_period_milliseconds(ms: i32): i32;
@external("env", "proxy_get_current_time_nanoseconds") export declare function proxy_get_current_time_nanoseconds(out: usize): i32;
@external("env", "proxy_set_effective_context") export declare function proxy_set_effective_context(id: i32): i32;
@external("env", "proxy_done") export declare function proxy_done(): i32;
@external("env", "proxy_call_foreign_function") export declare function proxy_call_foreign_function(np: usize, nn: usize, ap: usize, an: usize, p: usize, n: usize): i32;

// The compiler's abort: a file of its own, so that nothing of it allocates.
@global export function proxy_abort(message: string | null, file: string | null, line: u32, column: u32): void {
  if (message != null) {
    const text = String.UTF8.encode(message + " at " + (file == null ? "?" : file) + ":" + line.toString());
    proxy_log(5, changetype<usize>(text), text.byteLength);
  }
  unreachable();
}

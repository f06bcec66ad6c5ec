import { HttpContext } from "../http-context";
import { contextOf, enter, leave } from "../registry";
import { Action } from "../types";

export function proxy_on_request_trailers(id: u32, count: i32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<HttpContext>(context).onHttpRequestTrailers(count);
  leave();
  return action;
}

export function proxy_on_response_trailers(id: u32, count: i32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<HttpContext>(context).onHttpResponseTrailers(count);
  leave();
  return action;
}

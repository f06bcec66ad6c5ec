import { HttpContext } from "../http-context";
import { contextOf, enter, leave } from "../registry";
import { Action } from "../types";

export function proxy_on_response_body(id: u32, size: i32, endOfStream: u32): u32 {
  enter();
  const context = contextOf(id);
  const action = context === null ? Action.Continue : changetype<HttpContext>(context).onHttpResponseBody(size, endOfStream != 0);
  leave();
  return action;
}

import { answered, ownerOf, turnTo } from "../callouts";
import { enter, leave } from "../registry";

export function proxy_on_http_call_response(_id: u32, token: u32, headers: i32, bodySize: i32, trailers: i32): void {
  enter();
  const context = ownerOf(token);
  if (context === null) return leave();
  answered(token);
  turnTo(context);
  context.onHttpCallResponse(token, headers, bodySize, trailers);
  leave();
}

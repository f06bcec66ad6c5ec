import { contextOf, enter, leave } from "../registry";

export function proxy_on_done(id: u32): u32 {
  enter();
  const context = contextOf(id);
  const done = context === null || context.onDone();
  leave();
  return done ? 1 : 0;
}

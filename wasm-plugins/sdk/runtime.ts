// The runtime that `build.mjs` names to the compiler. It only points on: what a file named as the runtime exports would be
// exported from every filter.
import "./assembly/memory/collector";

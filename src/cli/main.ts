#!/usr/bin/env node
import "./heap.js";
import { run } from "./program.js";

await run(process.argv.slice(2));

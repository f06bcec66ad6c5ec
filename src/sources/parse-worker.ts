/** What runs in a parsing thread; `ParseWorkers` is the other side. Answers come in the order of the questions. */
import { parentPort } from "node:worker_threads";
import { parsedText } from "./parsed-text.js";

parentPort?.on("message", (texts: readonly string[]) => parentPort?.postMessage(texts.map(parsedText)));

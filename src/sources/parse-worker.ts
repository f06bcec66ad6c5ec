/** What runs in a parsing process; `ParseWorkers` is the other side. Answers come in the order of the questions. */
import { parsedText } from "./parsed-text.js";

process.on("message", (texts: readonly string[]) => process.send?.(texts.map(parsedText)));

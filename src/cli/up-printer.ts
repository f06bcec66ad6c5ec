import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LocalMeshEvent } from "../runtime/local-mesh.js";
import type { MeshView } from "../runtime/mesh-view.js";
import type { Output } from "./output.js";
import { type Locate, type UpEvent, upEvents } from "./up-events.js";
import { eventText, meshText } from "./up-text.js";

/** Prints what a mesh tells. Until it is ready only findings and trouble are of interest: everything is new then. */
export interface UpPrinter {
  heard(event: LocalMeshEvent): void;
  ready(view: MeshView): void;
}

export interface UpPrinterOptions {
  readonly folder: string;
  readonly output: Output;
  readonly locate: Locate;
  /** A finding with its place in the file, for people. */
  readonly frame: (diagnostic: Diagnostic) => string;
  /** `10:02:03`. */
  readonly clock: () => string;
}

export function upPrinter(options: UpPrinterOptions): UpPrinter {
  const { output } = options;
  const events = upEvents(options.locate);
  const text = textPrinter(options);
  let isReady = false;
  const print = (event: UpEvent, source: LocalMeshEvent | undefined): void => {
    if (output.json) output.line(JSON.stringify(event));
    else text(event, source, isReady);
  };
  return {
    heard: (event) => {
      for (const next of events.next(event)) {
        if (isReady || next.event === "diagnostic" || next.event === "log") print(next, event);
      }
    },
    ready: (view) => {
      isReady = true;
      if (output.json) output.line(JSON.stringify({ event: "ready", ...view } satisfies UpEvent));
      else output.line(`${meshText(view, { folder: options.folder, colour: output.colour })}\n`);
    },
  };
}

type Print = (event: UpEvent, source: LocalMeshEvent | undefined, isReady: boolean) => void;

function textPrinter({ folder, output, frame, clock }: UpPrinterOptions): Print {
  return (event, source, isReady) => {
    if (event.event === "diagnostic" && event.state === "raised" && source?.kind === "diagnostics") {
      const found = source.diagnostics.find(({ code, message }) => code === event.code && message === event.message);
      if (found !== undefined) output.line(frame(found));
      return;
    }
    if (event.event === "ready") {
      const { event: _event, ...view } = event;
      output.line(`\n${meshText(view, { folder, colour: output.colour })}\n`);
      return;
    }
    const line = eventText(event, output.colour);
    if (line !== undefined) output.line(isReady ? `${clock()} ${line}` : line);
  };
}

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LocalMeshEvent } from "../runtime/local-mesh.js";
import type { MeshView } from "../runtime/mesh-view.js";
import type { Output } from "./output.js";
import { type Locate, type UpEvent, upEvents } from "./up-events.js";
import { eventText, meshText, newsText } from "./up-text.js";

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
  const print = (event: UpEvent, source: LocalMeshEvent): void => {
    if (output.json) output.line(JSON.stringify(event));
    else text.event(event, source, isReady);
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
      else text.ready(view);
    },
  };
}

interface TextPrinter {
  ready(view: MeshView): void;
  event(event: UpEvent, source: LocalMeshEvent, isReady: boolean): void;
}

function textPrinter(options: UpPrinterOptions): TextPrinter {
  const { folder, output } = options;
  let shown: MeshView | undefined;
  return {
    ready: (view) => {
      shown = view;
      output.line(`${meshText(view, { folder, colour: output.colour })}\n`);
    },
    event: (event, source, isReady) => {
      if (source.kind === "mesh") {
        const news = shown === undefined ? "" : newsText(source.view, shown);
        shown = source.view;
        if (news !== "") output.line(`\n${news}\n`);
        return;
      }
      const line = framed(event, source, options) ?? eventText(event, output.colour);
      if (line !== undefined)
        output.line(isReady && event.event !== "diagnostic" ? `${options.clock()} ${line}` : line);
    },
  };
}

/** A new finding as its author sees it best: with the line it is about. */
function framed(event: UpEvent, source: LocalMeshEvent, { frame }: UpPrinterOptions): string | undefined {
  if (event.event !== "diagnostic" || event.state === "cleared" || source.kind !== "diagnostics") return undefined;
  const found = source.diagnostics.find(({ code, message }) => code === event.code && message === event.message);
  return found && frame(found);
}

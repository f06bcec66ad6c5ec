import { Bytes } from "@waymark/proxy-wasm";
import { Beyond, Config } from "./config";
import { Masker } from "./masker";
import { Output } from "./output";

const LINE_FEED: i32 = 0x0a;
const none = Bytes.alloc(0);

/** Masks what patterns find in text, line by line: a line goes on once it is complete. */
@final
export class TextMasker extends Masker {
  private readonly line: Output = new Output(256);
  /** In a line that is too long: its rest is left out, or passed. */
  private drops: bool = false;
  private passes: bool = false;

  constructor(private readonly config: Config) {
    super();
  }

  get kept(): Bytes {
    return this.line.taken();
  }

  push(piece: Bytes): Bytes {
    const out = new Output(piece.length + 64);
    let from = 0;
    while (from < piece.length && this.problem.length == 0) {
      const feed = piece.indexOfByte(LINE_FEED, from);
      const end = feed < 0 ? piece.length : feed;
      this.take(piece, from, end, out);
      if (feed >= 0) {
        this.endLine(out);
        out.add(LINE_FEED);
      }
      from = end + 1;
    }
    return out.taken();
  }

  finish(): Bytes {
    if (this.line.length == 0) return none;
    const out = new Output(this.line.length);
    this.endLine(out);
    return out.taken();
  }

  private take(piece: Bytes, from: i32, to: i32, out: Output): void {
    if (this.drops) return;
    if (this.passes) return out.addPart(piece, from, to);
    if (this.line.length + (to - from) <= this.config.maxValueBytes) return this.line.addPart(piece, from, to);
    if (this.config.beyond == Beyond.Refuse) this.problem = "a line is longer than maxValueBytes";
    else if (this.config.beyond == Beyond.Pass) {
      out.addAll(this.line.taken());
      out.addPart(piece, from, to);
      this.passes = true;
    } else {
      out.addAll(this.config.replacement);
      this.drops = true;
    }
    this.line.clear();
  }

  private endLine(out: Output): void {
    if (!this.drops && !this.passes) out.addAll(this.config.masked(this.line.taken()));
    this.line.clear();
    this.drops = false;
    this.passes = false;
  }
}

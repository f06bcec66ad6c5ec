// Verifies signatures of requests, or adds them. README.md says what it is for and what is signed.
export * from "@waymark/proxy-wasm/http-request-headers";
export * from "@waymark/proxy-wasm/http-request-body";
import {
  Action,
  Bytes,
  Counter,
  getCurrentTimeMs,
  Headers,
  HeaderMap,
  HttpContext,
  logWarn,
  pluginName,
  randomU64,
  RootContext,
  setRootContext,
} from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { base64Encode, base64UrlEncode, hexEncode, hmacSha256, Sha256 } from "@waymark/proxy-wasm/crypto";
import { canonicalRequest, SignedParts } from "./canonical";
import { Config, SigningKey } from "./config";
import { digestHeader, Signature } from "./signature";
import { isRemembered, Verdict } from "./nonces";

class Root extends RootContext {
  private config: Config = new Config();
  private refused: Counter | null = null;

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = Config.from(fields);
    if (!fields.accepted()) return false;
    const name = pluginName();
    config.space = "hmac-sign/" + (name === null ? "" : name) + "/";
    this.config = config;
    this.refused = Counter.define("hmac_sign_refused");
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Filter(this.config, this.refused as Counter);
  }
}

class Filter extends HttpContext {
  private readonly digest: Sha256 = new Sha256();
  /** How much of the body the digest has seen. */
  private seen: i32 = 0;
  /** The digest that the body must have; null if nobody waits for the body. */
  private expected: Bytes | null = null;
  private signs: bool = false;
  private over: bool = false;

  constructor(
    private readonly config: Config,
    private readonly refused: Counter,
  ) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const headers = this.getHttpRequestHeaders();
    const tooLarge = this.config.coversBody && !endOfStream && this.announcesTooMuch(headers);
    if (this.config.signs) {
      if (tooLarge) return this.refuse(413, "body_too_large");
      return this.beginToSign(headers, endOfStream);
    }
    if (this.config.subjectHeader.length > 0) this.removeHttpRequestHeader(this.config.subjectHeader);
    const problem = this.verify(headers, endOfStream);
    if (problem.length > 0) return this.refuse(problem == "replay_memory_full" ? 503 : 401, problem);
    if (tooLarge) return this.refuse(413, "body_too_large");
    if (!this.config.coversBody) return Action.Continue;
    if (endOfStream) return this.expected === null || this.bodyIsRight() ? Action.Continue : this.refuse(401, "body_mismatch");
    return this.config.holdsHeaders ? Action.Pause : Action.Continue;
  }

  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    if (this.over) return Action.Pause;
    if (!this.signs && this.expected === null) return Action.Continue;
    if (bodySize > this.config.maxBodyBytes) return this.refuse(413, "body_too_large");
    if (bodySize > this.seen) {
      this.digest.update(this.getHttpRequestBody(this.seen, bodySize - this.seen));
      this.seen = bodySize;
    }
    if (!endOfStream) return Action.Pause;
    if (!this.signs) return this.bodyIsRight() ? Action.Continue : this.refuse(401, "body_mismatch");
    this.sign(this.digest.digest());
    return Action.Continue;
  }

  private announcesTooMuch(headers: HeaderMap): bool {
    const length = headers.get("content-length");
    return length !== null && (length.length > 9 || I32.parseInt(length) > this.config.maxBodyBytes);
  }

  /** What is wrong with the signature; empty if nothing is. */
  private verify(headers: HeaderMap, endOfStream: bool): string {
    const config = this.config;
    const given = headers.getAllBytes(Bytes.of(config.header));
    if (given.length == 0) return "signature_missing";
    const signature = given.length == 1 ? Signature.read(given[0]) : null;
    if (signature === null) return "signature_malformed";
    const now = <i64>(getCurrentTimeMs() / 1000);
    let digest: Bytes | null = null;
    // Without a body there is no digest, and what is signed says so.
    const wantsDigest = config.coversBody && !(endOfStream && !headers.has("content-digest"));
    if (wantsDigest) {
      digest = digestHeader(headers);
      if (digest === null) return "digest_missing";
    }
    const key = config.keyOf(signature.key);
    const parts = new SignedParts(signature.key, signature.time, signature.nonce, digest);
    const message = canonicalRequest(headers, parts, config.covered);
    // A key that nobody has takes as long as one with a wrong signature.
    const right = hmacSha256(key === null ? config.nobody : key.secret, message).equalsConstantTime(signature.mac);
    if (key === null || !right) return "signature_wrong";
    // Only now: who has no key learns nothing of our clock, and fills no memory.
    const age = now - signature.seconds;
    if (age > config.skewSeconds || age < -config.skewSeconds) return "time_out_of_range";
    const verdict = isRemembered(config, signature, now);
    if (verdict == Verdict.Seen) return "replayed";
    if (verdict == Verdict.Full) return "replay_memory_full";
    if (config.removesSignature) this.removeHttpRequestHeader(config.header);
    if (config.subjectHeader.length > 0) this.setHttpRequestHeader(config.subjectHeader, key.id);
    this.expected = digest;
    return "";
  }

  private bodyIsRight(): bool {
    const expected = this.expected;
    this.expected = null;
    return expected !== null && this.digest.digest().equalsConstantTime(expected);
  }

  private beginToSign(headers: HeaderMap, endOfStream: bool): Action {
    if (this.config.coversBody) {
      this.removeHttpRequestHeader("content-digest");
      if (!endOfStream) {
        this.signs = true;
        return Action.Pause;
      }
    }
    this.signWith(headers, null);
    return Action.Continue;
  }

  private sign(digest: Bytes): void {
    this.signs = false;
    this.setHttpRequestHeaderBytes("content-digest", Bytes.of("sha-256=:").concat(base64Encode(digest)).concat(Bytes.of(":")));
    this.signWith(this.getHttpRequestHeaders(), digest);
  }

  private signWith(headers: HeaderMap, digest: Bytes | null): void {
    const key = this.config.signingKey as SigningKey;
    const time = Bytes.of((getCurrentTimeMs() / 1000).toString());
    const random = Bytes.alloc(16);
    store<u64>(changetype<usize>(random), randomU64());
    store<u64>(changetype<usize>(random), randomU64(), 8);
    const nonce = hexEncode(random);
    const id = Bytes.of(key.id);
    const message = canonicalRequest(headers, new SignedParts(id, time, nonce, digest), this.config.covered);
    const mac = base64UrlEncode(hmacSha256(key.secret, message));
    this.setHttpRequestHeader(
      this.config.header,
      "v1;key=" + key.id + ";time=" + time.textLossy() + ";nonce=" + nonce.textLossy() + ";mac=" + mac.textLossy(),
    );
  }

  private refuse(status: u32, reason: string): Action {
    this.over = true;
    this.refused.increment();
    logWarn("request refused: " + reason);
    const kind = status == 401 ? "unauthorized" : status == 413 ? "payload_too_large" : "unavailable";
    const headers = Headers.of("content-type", "application/json");
    if (status == 401) headers.add("www-authenticate", "HMAC-SHA256");
    this.sendHttpResponse(status, headers, '{"error":"' + kind + '","reason":"' + reason + '"}\n', "hmac_" + reason);
    return Action.Pause;
  }
}

setRootContext((contextId) => new Root());

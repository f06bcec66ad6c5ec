import { proxy_define_metric, proxy_get_metric, proxy_increment_metric, proxy_record_metric } from "./abi";
import { answerMore, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { MetricType } from "./types";

const MISSING: u32 = u32.MAX_VALUE;

function define(kind: MetricType, name: string): u32 {
  const text = outgoing(name);
  store<u32>(answerMore, MISSING);
  return succeeded(proxy_define_metric(kind, text, lengthAt(text), answerMore)) ? load<u32>(answerMore) : MISSING;
}

function valueOf(metric: u32): u64 {
  store<u64>(answerMore, 0);
  return succeeded(proxy_get_metric(metric, answerMore)) ? load<u64>(answerMore) : 0;
}

/**
 * A number that only rises. Envoy shows it as `wasmcustom.<name>`, one for the whole process: all VMs and plugins that use the
 * name share it. Define it once, in `onConfigure()`.
 */
@final
export class Counter {
  private constructor(private readonly id: u32) {}

  /** `proxy_define_metric` */
  static define(name: string): Counter {
    return new Counter(define(MetricType.Counter, name));
  }

  /** `proxy_increment_metric` */
  increment(by: u32 = 1): bool {
    return succeeded(proxy_increment_metric(this.id, <i64>by));
  }

  /** `proxy_get_metric` */
  get value(): u64 {
    return valueOf(this.id);
  }
}

/** A number that rises and falls; shared as a `Counter` is. */
@final
export class Gauge {
  private constructor(private readonly id: u32) {}

  /** `proxy_define_metric` */
  static define(name: string): Gauge {
    return new Gauge(define(MetricType.Gauge, name));
  }

  /** `proxy_increment_metric`; by a negative number it falls. */
  increment(by: i64 = 1): bool {
    return succeeded(proxy_increment_metric(this.id, by));
  }

  /** `proxy_record_metric` */
  set(value: u64): bool {
    return succeeded(proxy_record_metric(this.id, value));
  }

  /** `proxy_get_metric` */
  get value(): u64 {
    return valueOf(this.id);
  }
}

/** A spread of values; shared as a `Counter` is. */
@final
export class Histogram {
  private constructor(private readonly id: u32) {}

  /** `proxy_define_metric` */
  static define(name: string): Histogram {
    return new Histogram(define(MetricType.Histogram, name));
  }

  /** `proxy_record_metric` */
  record(value: u64): bool {
    return succeeded(proxy_record_metric(this.id, value));
  }
}

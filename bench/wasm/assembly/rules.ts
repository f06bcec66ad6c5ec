// Ten rules of its configuration, each over another request header; the response says how many hold.
export * from "@waymark/proxy-wasm/http-headers";

import { Action, decimalText, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";

class Rule {
  constructor(
    readonly header: string,
    private readonly exact: string,
    private readonly prefix: string,
    private readonly contains: string,
  ) {}

  static from(fields: Fields): Rule {
    return new Rule(
      fields.requiredName("header"),
      fields.text("exact", ""),
      fields.text("prefix", ""),
      fields.text("contains", ""),
    );
  }

  holds(value: string): bool {
    if (this.exact.length > 0) return value == this.exact;
    if (this.prefix.length > 0) return value.startsWith(this.prefix);
    return value.includes(this.contains);
  }
}

class Root extends RootContext {
  rules: Rule[] = [];

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const list = fields.objects("rules");
    for (let i = 0; i < list.length; i++) this.rules.push(Rule.from(list[i]));
    return fields.accepted();
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Filter(this.rules);
  }
}

class Filter extends HttpContext {
  private held: i32 = 0;

  constructor(private readonly rules: Rule[]) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    for (let i = 0; i < this.rules.length; i++) {
      const rule = this.rules[i];
      const value = this.getHttpRequestHeader(rule.header);
      if (value !== null && rule.holds(value)) this.held += 1;
    }
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpResponseHeader("x-held", decimalText(this.held));
    return Action.Continue;
  }
}

setRootContext((contextId) => new Root());

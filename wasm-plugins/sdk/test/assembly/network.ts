// A network filter: upper-cases nothing, but puts a word in front of what the client sends first.
export * from "@waymark/proxy-wasm/network";
import { Action, Bytes, logInfo, PeerType, RootContext, setRootContext, StreamContext } from "@waymark/proxy-wasm";

class Root extends RootContext {
  createStreamContext(contextId: u32): StreamContext {
    return new Connection();
  }
}

class Connection extends StreamContext {
  private started: bool = false;

  onNewConnection(): Action {
    logInfo("new connection");
    return Action.Continue;
  }

  onDownstreamData(dataSize: i32, endOfStream: bool): Action {
    if (this.started || dataSize == 0) return Action.Continue;
    this.started = true;
    const data = this.getDownstreamData();
    this.setDownstreamData(0, data.length, Bytes.of("hello ").concat(data));
    return Action.Continue;
  }

  onUpstreamData(dataSize: i32, endOfStream: bool): Action {
    const data = this.getUpstreamData(0, 4);
    if (data.equals(Bytes.of("stop"))) this.closeDownstream();
    return Action.Continue;
  }

  onDownstreamClose(peer: PeerType): void {
    logInfo("closed by " + (<i32>peer).toString());
  }
}

setRootContext((contextId) => new Root());

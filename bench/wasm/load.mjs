/** Requests over connections that stay open, one after the other on each: as little client as there can be. */
import { connect } from "node:net";

const headEnd = "\r\n\r\n";

/** A few connections to one listener. */
export class Load {
  #sockets;
  #request;
  #answerSize = 0;
  /** The first answer, for a look at it. */
  first = "";

  /** @param {{ port: number, connections: number, headers: Readonly<Record<string, string>> }} target */
  static async to({ port, connections, headers }) {
    const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
    const lines = Object.entries({ host: "bench.test", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const load = new Load(sockets, Buffer.from(`GET /orders?page=1 HTTP/1.1\r\n${lines.join("")}\r\n`));
    await load.#measureAnswer();
    return load;
  }

  constructor(sockets, request) {
    this.#sockets = sockets;
    this.#request = request;
  }

  /** Sends so many requests in all; rejects if an answer is not like the first one. */
  async send(count) {
    let left = count;
    const take = () => left-- > 0;
    await Promise.all(this.#sockets.map((socket) => this.#drive(socket, take)));
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
  }

  #drive(socket, take) {
    return new Promise((resolve, reject) => {
      let missing = 0;
      const end = (error) => {
        socket.removeAllListeners("data").removeAllListeners("close");
        if (error) reject(error);
        else resolve();
      };
      const next = () => {
        if (!take()) return end();
        missing = this.#answerSize;
        socket.write(this.#request);
      };
      socket.on("data", (piece) => {
        if (missing === this.#answerSize && piece.toString("latin1", 9, 12) !== "200") {
          return end(new Error(`answered ${piece.toString("latin1", 0, 60)}`));
        }
        missing -= piece.length;
        if (missing < 0) return end(new Error("an answer was longer than the first one"));
        if (missing === 0) next();
      });
      socket.on("close", () => end(new Error("the connection was closed")));
      next();
    });
  }

  #measureAnswer() {
    const [socket] = this.#sockets;
    return new Promise((resolve, reject) => {
      socket.on("close", () => reject(new Error("the connection was closed")));
      socket.on("data", (piece) => {
        this.first += piece.toString("latin1");
        const head = this.first.indexOf(headEnd);
        if (head < 0) return;
        const length = Number(/content-length: (\d+)/.exec(this.first)?.[1] ?? 0);
        this.#answerSize = head + headEnd.length + length;
        if (this.first.length < this.#answerSize) return;
        socket.removeAllListeners("data").removeAllListeners("close");
        resolve();
      });
      socket.write(this.#request);
    });
  }
}

function opened(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

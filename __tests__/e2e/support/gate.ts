/** A way to a server that a test can close and open again: what is under way is cut off, and nobody gets in. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export class Gate {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  port = 0;

  /** @param target port on 127.0.0.1 that the gate leads to */
  constructor(private readonly target: number) {}

  async open(): Promise<this> {
    this.server = createServer((socket) => {
      const onward = connect(this.target, "127.0.0.1");
      this.sockets.add(socket);
      socket.pipe(onward).pipe(socket);
      for (const [side, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        side.on("error", () => other.destroy());
        side.on("close", () => {
          other.destroy();
          this.sockets.delete(socket);
        });
      }
    });
    // The same port as before, so that whoever knows it finds the way again.
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = once(server, "close");
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

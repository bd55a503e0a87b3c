// A line that a test holds in its hands: a TCP proxy that can stop carrying anything without either end being told, as when
// a laptop leaves a network. (What the kernel still has to send is then swallowed.)
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export class Proxy {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #carries = true;

  static async to(origin: string): Promise<Proxy> {
    const { hostname, port } = new URL(origin);
    const proxy = new Proxy(hostname, Number(port));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  private constructor(host: string, port: number) {
    this.#server = createServer((from) => {
      const to = connect(port, host);
      const pair: [Socket, Socket] = [from, to];
      this.#pairs.add(pair);
      const dead = (): boolean => !this.#pairs.has(pair);
      const forward = (source: Socket, target: Socket): void => {
        source.on('data', (bytes) => void (dead() || target.write(bytes)));
        source.on('error', () => undefined);
        source.on('close', () => void (dead() || target.destroy()));
      };
      forward(from, to);
      forward(to, from);
      // A connection that is made while nothing is carried gets no answer, and no end.
      if (!this.#carries) this.#pairs.delete(pair);
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Whatever is open now carries nothing any more; what is made from here on does, unless it is told not to. */
  abandon(carryNew: boolean): void {
    this.#pairs.clear();
    this.#carries = carryNew;
  }

  close(): void {
    this.#server.close();
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }
}

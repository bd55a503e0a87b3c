// The line between a page and the server, in a test's hands: cut, mended, or so slow that what the page sends stays under
// way for as long as the test likes. It is laid before the page is opened.
import type { Page, WebSocketRoute } from 'playwright-core';

type Message = string | Buffer;

export class Wire {
  readonly #lines = new Set<WebSocketRoute>();
  /** While it is cut: to be called once it is mended. */
  #waiting: (() => void)[] | null = null;
  #held: (() => void)[] | null = null;

  /** All of the page's sockets run over it. */
  lay(page: Page): Promise<void> {
    return page.routeWebSocket(/\/(socket\.io|sync)\//, async (line) => {
      // A page that calls while it is cut hears nothing at all.
      while (this.#waiting !== null) await new Promise<void>((resolve) => this.#waiting?.push(resolve));
      const server = line.connectToServer();
      this.#lines.add(line);
      line.onMessage((message: Message) => {
        if (this.#held === null) server.send(message);
        else this.#held.push(() => server.send(message));
      });
      line.onClose((code, reason) => {
        this.#lines.delete(line);
        void server.close({
          ...(code === undefined ? {} : { code }),
          ...(reason === undefined ? {} : { reason }),
        });
      });
    });
  }

  async cut(): Promise<void> {
    this.#waiting ??= [];
    const lines = [...this.#lines];
    this.#lines.clear();
    await Promise.all(lines.map((line) => line.close({ code: 4000 })));
  }

  mend(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const resolve of waiting) resolve();
  }

  /** From now on nothing that the page sends arrives; what the server sends still does. */
  hold(): void {
    this.#held ??= [];
  }

  /** Everything that was held arrives, in order. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const send of held) send();
  }
}

// The server that is attacked: a child process, so that what breaks it breaks nothing else, and what it holds in memory is
// its own. Its memory is read through Node's inspector, for which the product needs no door.
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { ServerProcess, dataFolder, removeFolder } from '../server.ts';

const PROGRAM = join(import.meta.dirname, 'attacked-program.ts');

/** Bytes that are still held after everything that nobody holds was collected. */
export type Memory = { held: number; resident: number };

export class AttackedServer {
  readonly origin: string;
  readonly #process: ServerProcess;
  readonly #data: string;
  #alive = true;

  static async start(): Promise<AttackedServer> {
    const data = dataFolder();
    const process = new ServerProcess({ DATA: data }, ['--inspect=127.0.0.1:0', PROGRAM]);
    return new AttackedServer(process, await process.listening(), data);
  }

  private constructor(process: ServerProcess, origin: string, data: string) {
    this.#process = process;
    this.origin = origin;
    this.#data = data;
    void process.exited.then(() => (this.#alive = false));
  }

  /** Whether the process has not ended. */
  get alive(): boolean {
    return this.#alive;
  }

  /** What it logged as a warning or worse. */
  get complaints(): string[] {
    return this.#process.output.split('\n').filter((line) => line.startsWith('complaint: '));
  }

  /** All that it has said, for whoever has to find out why it ended. */
  get output(): string {
    return this.#process.output;
  }

  async memory(): Promise<Memory> {
    const inspector = await Inspector.open(/ws:\/\/\S+/.exec(this.#process.output)?.[0] ?? '');
    try {
      for (let i = 0; i < 3; i += 1) await inspector.ask('HeapProfiler.collectGarbage', {});
      const expression = 'JSON.stringify(process.memoryUsage())';
      const { result } = await inspector.ask<{ result: { value: string } }>('Runtime.evaluate', {
        expression,
      });
      const { heapUsed, external, rss }: NodeJS.MemoryUsage = JSON.parse(result.value);
      return { held: heapUsed + external, resident: rss };
    } finally {
      inspector.close();
    }
  }

  /** Asked to end, it ends. */
  async stop(): Promise<number | null> {
    const { code } = await this.#process.stop();
    removeFolder(this.#data);
    return code;
  }
}

type Reply = { id: number; result?: unknown; error?: { message: string } };

/** As much of the inspector's protocol as it takes to ask. */
class Inspector {
  readonly #socket: WebSocket;
  readonly #asked = new Map<number, (reply: Reply) => void>();
  #id = 0;

  static async open(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Inspector(socket);
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const reply: Reply = JSON.parse(String(data));
      this.#asked.get(reply.id)?.(reply);
      this.#asked.delete(reply.id);
    });
  }

  ask<T>(method: string, params: object): Promise<T> {
    this.#id += 1;
    const id = this.#id;
    return new Promise<T>((resolve, reject) => {
      this.#asked.set(id, ({ result, error }) =>
        error === undefined ? resolve(result as T) : reject(new Error(error.message)),
      );
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}

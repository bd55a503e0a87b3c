// A real server for a test: in this process on a free port, over a data folder of its own; or the program itself as a
// process that can be told to stop, or killed.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ArticleSource, BoardSource } from '../../server/boards/article.ts';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import { builtPage } from '../../server/http/page.ts';
import type { FirstLink } from '../../server/first-link.ts';
import type { Page } from '../../server/http/page.ts';
import { serve } from '../../server/serve.ts';
import type { ServeTools } from '../../server/serve.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/port.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export const dataFolder = (): string => mkdtempSync(join(tmpdir(), 'paraph-data-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

const stubPage: Page = {
  assets: (request, response, next) => {
    if (request.path === '/long.txt') response.type('text/plain').send('whereas '.repeat(1000));
    else next();
  },
  document: (_request, response) => {
    response.type('html').send(`<!doctype html><script nonce="${response.locals.nonce}"></script>`);
  },
  connects: [],
  trustedTypes: null,
};

export type ServerOptions = Partial<
  Pick<
    ServeTools,
    | 'now'
    | 'lingerMs'
    | 'publicUrl'
    | 'port'
    | 'seats'
    | 'heartbeatMs'
    | 'aliveAfterMs'
    | 'trustProxy'
    | 'watchPost'
    | 'limits'
    | 'log'
    | 'signIn'
  >
> & {
  /** How many of the board's articles are laid, or which, by id; all of them take longer. */
  articles?: number | readonly string[];
  /** What is served beside the API; a document with nothing in it where it is left out. */
  page?: Page;
  /** A folder that outlives the server; one of its own where it is left out. */
  data?: string;
  /** Laid beside the board that ships. */
  others?: readonly BoardSource[];
};

export type TestServer = {
  origin: string;
  firstLinks: readonly FirstLink[];
  watchPost: string;
  store: Store;
  /** What the server logged as a warning or worse. */
  complaints: string[];
  close(): Promise<void>;
};

const chosenArticles = (chosen: number | readonly string[]): ArticleSource[] =>
  typeof chosen === 'number'
    ? drcUsBoard.articles.slice(0, chosen)
    : drcUsBoard.articles.filter(({ id }) => chosen.includes(id));

export const startServer = async (options: ServerOptions = {}): Promise<TestServer> => {
  const {
    articles = 3,
    data = dataFolder(),
    now,
    lingerMs,
    publicUrl = null,
    port = 0,
    seats = 'open',
  } = options;
  const { page = stubPage, others = [], heartbeatMs, aliveAfterMs } = options;
  const { trustProxy = 0, watchPost = null, limits } = options;
  const opened = await openSqliteStore(data);
  if (!opened.ok) throw new Error(opened.message);
  const complaints: string[] = [];
  const serving = await serve({
    store: opened.store,
    log: options.log ?? pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) }),
    page,
    host: '127.0.0.1',
    port,
    publicUrl,
    seats,
    boards: [{ ...drcUsBoard, articles: chosenArticles(articles) }, ...others],
    trustProxy,
    watchPost,
    ...(limits === undefined ? {} : { limits }),
    ...(options.signIn === undefined ? {} : { signIn: options.signIn }),
    ...(now === undefined ? {} : { now }),
    ...(lingerMs === undefined ? {} : { lingerMs }),
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
    ...(aliveAfterMs === undefined ? {} : { aliveAfterMs }),
  });
  return {
    origin: serving.origin,
    firstLinks: serving.firstLinks,
    watchPost: serving.watchPost,
    store: opened.store,
    complaints,
    close: async () => {
      await serving.close();
      if (options.data === undefined) removeFolder(data);
    },
  };
};

/** A port that nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

const DIST = join(ROOT, 'client', 'dist');
const LOCK = join(ROOT, 'node_modules', '.building');
const LOCK_HELD_MS = 60_000;

/** When the newest file under `path` was written; 0 where there is none. */
const newestIn = (path: string): number => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => join(path, name));
  return Math.max(0, ...inside.filter((each) => each !== DIST).map(newestIn));
};

const isBuilt = (): boolean => {
  const built = statSync(join(DIST, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['client', 'shared', 'vite.config.ts'].every((name) => newestIn(join(ROOT, name)) < built);
};

/** Files run side by side: one of them builds, the others wait for it. */
const locked = (): boolean => {
  const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > LOCK_HELD_MS) rmSync(LOCK, { recursive: true });
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false; // another has it
  }
};

/** The page that the program serves, built where that has not been done since its sources changed. */
export const ensureClientBuilt = async (): Promise<void> => {
  while (!isBuilt()) {
    if (!locked()) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      if (isBuilt()) return;
      const vite = join(ROOT, 'node_modules', '.bin', 'vite');
      const { status, stderr } = spawnSync(vite, ['build', '--logLevel', 'warn'], { cwd: ROOT });
      if (status !== 0) throw new Error(`the client does not build: ${stderr.toString()}`);
      return;
    } finally {
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
};

/** The built page, from a copy under `folder`, so that a build meanwhile takes no file from under it. */
export const copyOfBuiltPage = async (folder: string): Promise<Page> => {
  await ensureClientBuilt();
  const copy = join(folder, 'client');
  cpSync(DIST, copy, { recursive: true });
  return builtPage(copy);
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null; afterMs: number };

/** `node server/main.ts`, or another program of the tests', with this environment. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly exited: Promise<Exit>;
  output = '';

  /** @param nodeArgs before the program's own name */
  constructor(env: Record<string, string>, nodeArgs: readonly string[] = []) {
    const started = Date.now();
    this.#child = spawn(join(ROOT, 'node_modules', '.bin', 'node'), [...nodeArgs, 'server/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => resolve({ code, signal, afterMs: Date.now() - started }));
    });
  }

  /** Resolves with the address once the server listens. */
  async listening(): Promise<string> {
    const given = await Promise.race([this.exited, this.#address()]);
    if (typeof given === 'string') return given;
    throw new Error(`the server ended with ${given.code ?? given.signal}: ${this.output}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const told = Date.now();
    this.#child.kill(signal);
    const exit = await this.exited;
    return { ...exit, afterMs: Date.now() - told };
  }

  async #address(): Promise<string> {
    for (;;) {
      const address = /Paraph is at (\S+)/.exec(this.output)?.[1];
      if (address !== undefined) return address;
      if (this.#child.exitCode !== null) return new Promise(() => undefined); // `exited` will tell
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

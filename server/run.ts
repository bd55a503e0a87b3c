// From the environment to a server that runs, and back to nothing on SIGTERM or SIGINT.
import { drcUsBoard } from './boards/drc-us/board.ts';
import { exampleBoard } from './boards/example/board.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import type { Page } from './http/page.ts';
import { createLogger } from './logging.ts';
import { serve } from './serve.ts';
import { openSqliteStore } from './store/sqlite.ts';

/** Clients notice and come back; a supervisor that waits longer than this thinks that the program hangs. */
const CLOSE_WITHIN_MS = 5000;

const fail = (...lines: readonly string[]): never => {
  for (const line of lines) console.error(line);
  process.exit(1);
};

const takenPort = (error: NodeJS.ErrnoException, { host, port, watchPost }: Config): string => {
  const ofMetrics =
    watchPost !== null && 'port' in error && error.port === watchPost.port && error.port !== port;
  const [at, name] = ofMetrics ? [watchPost, 'METRICS_PORT'] : [{ host, port }, 'PORT'];
  return `Port ${at.port} on ${at.host} is taken by another program. Stop it, or choose another with ${name}.`;
};

export const run = async (makePage: () => Promise<Page>): Promise<void> => {
  const read = readConfig(process.env);
  if (!read.ok) return fail(...read.errors);
  const { config } = read;
  const log = createLogger(config.logLevel);
  const page = await makePage().catch((error: Error) => fail(error.message));
  const opened = await openSqliteStore(config.data);
  if (!opened.ok) return fail(opened.message);
  const { host, port, publicUrl, seats, signIn, trustProxy, watchPost } = config;
  const serving = await serve({
    store: opened.store,
    log,
    page,
    host,
    port,
    publicUrl,
    seats,
    signIn,
    trustProxy,
    watchPost,
    boards: [drcUsBoard, exampleBoard],
  }).catch(async (error: NodeJS.ErrnoException) => {
    await opened.store.close();
    return fail(
      error.code === 'EADDRINUSE' ? takenPort(error, config) : `The server could not start: ${error.message}`,
    );
  });
  console.log(`Paraph is at ${serving.origin}`);
  for (const { title, secret } of serving.firstLinks)
    console.log(
      `Whoever opens this link first takes the chair of “${title.en}”; it holds for 72 hours, and nothing shows it again:\n  ${serving.origin}/invite#${secret}`,
    );
  if (watchPost !== null) console.log(`Its health and metrics are at ${serving.watchPost}`);

  let closing = false;
  const close = (signal: string): void => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    setTimeout(() => fail('The server did not close in time.'), CLOSE_WITHIN_MS).unref();
    serving.close().then(
      () => process.exit(0),
      (error: Error) => fail(`The server did not close cleanly: ${error.message}`),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
};

// The server's own log, one JSON line an event on stdout. What lets somebody into a seat never gets there.
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './config.ts';

const SECRET = [
  'token',
  'tokenHash',
  'cookie',
  'cookies',
  'authorization',
  '["set-cookie"]',
  'invite',
  'invitation',
  'secret',
  'password',
  'body',
];

/** The same names at the top of an event and up to three levels down (`req.headers.cookie`). */
const SECRET_PATHS = ['', '*', '*.*', '*.*.*'].flatMap((above) =>
  SECRET.map((name) => (above === '' || name.startsWith('[') ? `${above}${name}` : `${above}.${name}`)),
);

/** A URL as it may be logged: watching seats carry their token in it. */
export const withoutToken = (url: string): string =>
  url.replace(/([?&](?:token|invite)=)[^&#]*/gi, '$1[Redacted]');

/** What a secret of ours looks like, wherever it stands: 256 bits as 43 characters, at the least. */
export const withoutSecrets = (text: string): string =>
  withoutToken(text).replace(/(?<![A-Za-z0-9_-])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{40,}/g, '[Redacted]');

/**
 * An error as it may be logged: what kind, what it says and where. Whatever else hangs on it stays out: a body that could
 * not be parsed hangs on its error, and its words stand in the message of one that is no valid JSON.
 */
const errorLine = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorLine(error.cause) };
  if (error instanceof SyntaxError) return { type: name, stack: framesOf(stack), ...code, ...cause };
  return {
    type: name,
    message: withoutSecrets(message),
    stack: withoutSecrets(stack ?? ''),
    ...code,
    ...cause,
  };
};

/** A stack without the message above it. */
const framesOf = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/**
 * @param to where the lines go; stdout where it is left out. Log a request's address as `url`, so that a token
 * in it is taken out.
 */
export const createLogger = (level: LogLevel, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      redact: SECRET_PATHS,
      serializers: {
        err: errorLine,
        url: (url: unknown) => (typeof url === 'string' ? withoutSecrets(url) : url),
      },
    },
    to,
  );

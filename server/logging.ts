// The server's own log, one JSON line an event on stdout. What lets somebody into a seat never gets there.
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './config.ts';

const SECRET = ['token', 'tokenHash', 'cookie', 'cookies', 'authorization', '["set-cookie"]'];

/** The same names at the top of an event and up to three levels down (`req.headers.cookie`). */
const SECRET_PATHS = ['', '*', '*.*', '*.*.*'].flatMap((above) =>
  SECRET.map((name) => (above === '' || name.startsWith('[') ? `${above}${name}` : `${above}.${name}`)),
);

/** A URL as it may be logged: watching seats carry their token in it. */
export const withoutToken = (url: string): string =>
  url.replace(/([?&](?:token|invite)=)[^&#]*/gi, '$1[Redacted]');

/**
 * @param to where the lines go; stdout where it is left out. Log a request's address as `url`, so that a token
 * in it is taken out.
 */
export const createLogger = (level: LogLevel, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      redact: SECRET_PATHS,
      serializers: { url: (url: unknown) => (typeof url === 'string' ? withoutToken(url) : url) },
    },
    to,
  );

// One line a request: what was asked for and what came of it, without the query, the body, or who asked.
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { withoutSecrets } from '../logging.ts';

const pathOf = (url: string): string => withoutSecrets(url.split('?', 1)[0] ?? '');

export const requestLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const { method, originalUrl } = request;
    const arrived = performance.now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - arrived);
      const status = response.writableFinished ? response.statusCode : null;
      const line = { method, path: pathOf(originalUrl), status, ms };
      if (originalUrl.startsWith('/api/')) log.info(line, 'request');
      else log.debug(line, 'request');
    });
    next();
  };

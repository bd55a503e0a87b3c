// Errors over HTTP: `application/problem+json` (RFC 9457) with a stable `code`, in one place.
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { refusalSentence } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { StoreUnavailable } from '../table.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  'bad-request': 400,
  'no-token': 401,
  'no-seat': 403,
  'observers-watch': 403,
  'invite-only': 403,
  'not-found': 404,
  'no-board': 404,
  'no-clause': 404,
  'head-taken': 409,
  'chair-taken': 409,
  'seat-exists': 409,
  'no-such-party': 409,
  'too-large': 413,
  'unreadable-text': 422,
  'internal-error': 500,
  'no-sign-in': 502,
  'too-many-boards': 507,
  'store-unavailable': 503,
  'shutting-down': 503,
};

/** The language that the reader asked for, by `Accept-Language`. */
const languageOf = (response: Response): 'en' | 'fr' =>
  response.req.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';

/**
 * @param detail what exactly was wrong, where the sentence alone does not say it
 * @param more members of the problem's own, for programs
 */
export const problem = (
  response: Response,
  code: RefusalCode,
  detail?: string,
  more: Readonly<Record<string, unknown>> = {},
): void => {
  const status = STATUS[code] ?? 409;
  const sentence = refusalSentence(code, languageOf(response));
  response.status(status).type('application/problem+json');
  response.send(
    JSON.stringify({
      type: 'about:blank',
      title: sentence,
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...more,
    }),
  );
};

export const nothingHere: RequestHandler = (_request, response) => problem(response, 'not-found');

const codeOf = (error: unknown): RefusalCode => {
  if (error instanceof StoreUnavailable) return 'store-unavailable';
  if (error instanceof URIError) return 'not-found';
  // Whoever reads requests for us (the body parser, the router, static files) says so where the sender was wrong.
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return 'internal-error';
  if (status === 413) return 'too-large';
  return status === 404 ? 'not-found' : 'bad-request';
};

/** The last handler: an exception is a bug (logged, 500), a body that cannot be read the sender's mistake. */
export const failures =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const code = codeOf(error);
    if (code === 'internal-error') log.error({ err: error, url: request.originalUrl }, 'a request failed');
    if (response.headersSent) next(error);
    else problem(response, code);
  };

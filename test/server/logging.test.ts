// What lets somebody into a seat never reaches the log, wherever in an event it stands.
import { expect, it } from 'vitest';
import { createLogger, withoutToken } from '../../server/logging.ts';

const collect = () => {
  let lines = '';
  return { write: (line: string) => void (lines += line), read: () => lines };
};

it('takes tokens, cookies and authorization out', () => {
  const out = collect();
  const logger = createLogger('info', out);
  const secret = 's3cret';
  logger.info({ token: secret, board: 'drc-us' }, 'sat');
  logger.info({ auth: { token: secret }, seat: { tokenHash: secret } });
  logger.info({ req: { headers: { cookie: secret, authorization: secret } } });
  logger.info({ res: { headers: { 'set-cookie': secret } }, a: { b: { c: { token: secret } } } });
  logger.info({ url: `/sync/drc-us?x=1&token=${secret}` });
  expect(out.read()).not.toContain(secret);
  expect(out.read()).toContain('"board":"drc-us"');
  expect(out.read().match(/\[Redacted\]/g)).toHaveLength(8);
});

it('says no more than its level', () => {
  const out = collect();
  const logger = createLogger('warn', out);
  logger.info('quiet');
  logger.warn('loud');
  expect(out.read()).not.toContain('quiet');
  expect(out.read()).toContain('loud');
});

it('leaves the rest of a URL', () => {
  expect(withoutToken('/sync/drc-us?token=abc&x=1')).toBe('/sync/drc-us?token=[Redacted]&x=1');
  expect(withoutToken('/api/boards')).toBe('/api/boards');
});

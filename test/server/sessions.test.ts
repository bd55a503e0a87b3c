// Sessions: how long they live, how their tokens change without anybody being thrown out, and what becomes of sockets.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { createAudit } from '../../server/audit.ts';
import { INVITED, OPEN, Sessions } from '../../server/sessions.ts';
import type { Shown } from '../../server/sessions.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { cookieWith } from '../../server/tokens.ts';
import { seat } from './store/people.ts';

const HOUR = 3_600_000;
const log = pino({ level: 'silent' });

let time: number;
let store: MemoryStore;
let sessions: Sessions;
let count: number;

const make = (rules = INVITED): Sessions => {
  const now = (): number => time;
  const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill((count += 1));
  return new Sessions({ store, log, audit: createAudit(store, log, now), rules, now, random });
};

beforeEach(async () => {
  [time, count] = [1_000_000, 0];
  store = new MemoryStore();
  await store.createBoard('a', 'epoch');
  sessions = make();
});
afterEach(() => sessions.stop());

/** Lets somebody in, and answers with the token and the cookie that holds it. */
const letIn = async (id = 'drc-1', cookie = ''): Promise<{ token: string; cookie: string }> => {
  const there = seat({ seat: id });
  const { session, token } = sessions.make(there);
  await store.letIn({ seat: there, session, use: null });
  const set = cookieWith(cookie, 'a', token, { secure: false });
  return { token, cookie: set.split(';')[0]! };
};

const shownBy = async (credentials: { token?: string; cookie?: string }): Promise<Shown> => {
  const found = await sessions.find('a', credentials);
  if (!found.ok) throw new Error(found.code);
  return found;
};
const codeOf = async (credentials: { token?: string; cookie?: string }): Promise<string> => {
  const found = await sessions.find('a', credentials);
  return found.ok ? 'in' : found.code;
};
const cookieOf = (...tokens: string[]): string => `paraph_a=${tokens.join('.')}`;
const acts = async (): Promise<string[]> => (await store.auditOf('a', null, 100)).map(({ act }) => act);

describe('a session', () => {
  it('opens its own seat on its own board, and nothing else does', async () => {
    await store.createBoard('b', 'epoch');
    const { token, cookie } = await letIn();
    expect((await shownBy({ token })).seat.seat).toBe('drc-1');
    expect((await shownBy({ cookie })).seat.seat).toBe('drc-1');
    expect(await sessions.find('b', { token })).toEqual({ ok: false, code: 'no-session' });
    expect(await codeOf({})).toBe('no-token');
    expect(await codeOf({ token: 'short' })).toBe('no-token');
    expect(await codeOf({ token: 'x'.repeat(43) })).toBe('no-session');
  });

  it('ends twelve hours after it was last used, and each use begins them anew', async () => {
    const { token } = await letIn();
    for (let i = 0; i < 5; i += 1) {
      time += 12 * HOUR - 1000;
      expect(await codeOf({ token })).toBe('in');
    }
    time += 12 * HOUR + 1;
    expect(await codeOf({ token })).toBe('no-session');
    expect(await store.sessionsOf('a')).toEqual([]);
    expect(await acts()).toEqual(['session-expired']);
  });

  it('ends also where nobody shows it any more', async () => {
    await letIn();
    time += 12 * HOUR + 1;
    await sessions.sweep();
    expect(await store.sessionsOf('a')).toEqual([]);
    expect(await acts()).toEqual(['session-expired']);
  });

  it('neither ends nor changes where seats are open', async () => {
    sessions.stop();
    sessions = make(OPEN);
    const { cookie } = await letIn();
    time += 1000 * HOUR;
    await sessions.sweep();
    expect(await sessions.rotateIfDue(await shownBy({ cookie }))).toBeNull();
    expect(await codeOf({ token: 'x'.repeat(43) })).toBe('no-token');
  });
});

describe('a token', () => {
  const rotated = async (): Promise<{ former: string; next: string }> => {
    const { token } = await letIn();
    time += HOUR;
    const next = await sessions.rotateIfDue(await shownBy({ cookie: cookieOf(token) }));
    if (next === null) throw new Error('it was not exchanged');
    return { former: token, next };
  };

  it('of a browser is exchanged after an hour, a program’s only when it asks', async () => {
    const { token, cookie } = await letIn();
    time += HOUR - 1;
    expect(await sessions.rotateIfDue(await shownBy({ cookie }))).toBeNull();
    time += 1;
    expect(await sessions.rotateIfDue(await shownBy({ token }))).toBeNull();
    const next = await sessions.rotate(await shownBy({ token }));
    expect(next).not.toBeNull();
    expect(await codeOf({ token: next! })).toBe('in');
    expect(await acts()).toEqual(['session-rotated']);
  });

  it('that was exchanged stays good until the new one has been used, and a minute beyond', async () => {
    const { former, next } = await rotated();
    time += 10 * HOUR;
    expect(await codeOf({ token: former })).toBe('in'); // the answer with the new one may never have come
    expect(await codeOf({ token: next })).toBe('in');
    time += 60_000;
    expect(await codeOf({ token: former })).toBe('in'); // another tab’s request was under way
    time += 1;
    expect(await codeOf({ token: former })).toBe('no-session');
    expect(await codeOf({ token: next })).toBe('in');
  });

  it('is exchanged once where two requests come with it in the same moment', async () => {
    const { token } = await letIn();
    time += HOUR;
    const [one, other] = await Promise.all([
      shownBy({ cookie: cookieOf(token) }),
      shownBy({ cookie: cookieOf(token) }),
    ]);
    const next = await Promise.all([sessions.rotateIfDue(one), sessions.rotateIfDue(other)]);
    expect(next.filter((each) => each !== null)).toHaveLength(1);
    for (const each of [token, next.find((given) => given !== null)!])
      expect(await codeOf({ token: each })).toBe('in');
  });

  it('is exchanged again where the answer was lost, and the lost one then opens nothing', async () => {
    const { former, next: lost } = await rotated();
    time += 59_999;
    expect(await sessions.rotateIfDue(await shownBy({ cookie: cookieOf(former) }))).toBeNull();
    time += 1;
    const next = await sessions.rotateIfDue(await shownBy({ cookie: cookieOf(former) }));
    expect(next).not.toBeNull();
    expect(await codeOf({ token: lost })).toBe('no-session');
    expect(await codeOf({ token: next! })).toBe('in');
  });

  it('whose successor is in use exchanges nothing: nobody is thrown out with an old one', async () => {
    const { former, next } = await rotated();
    await shownBy({ token: next });
    expect(await sessions.rotate(await shownBy({ token: former }))).toBeNull();
    expect(await codeOf({ token: next })).toBe('in');
  });

  it('is not exchanged while its browser is given a cookie with another seat in it', async () => {
    const { token } = await letIn();
    time += HOUR;
    sessions.settle('a', cookieOf(token));
    expect(await sessions.rotateIfDue(await shownBy({ cookie: cookieOf(token) }))).toBeNull();
    time += 60_000;
    expect(await sessions.rotateIfDue(await shownBy({ cookie: cookieOf(token) }))).not.toBeNull();
  });
});

describe('a socket', () => {
  const held = (): { dismissed: string[]; dismiss(code: string): void } => {
    const dismissed: string[] = [];
    return { dismissed, dismiss: (code) => void dismissed.push(code) };
  };

  it('keeps its session in use for as long as it is connected', async () => {
    const { token } = await letIn();
    const letGo = sessions.hold((await shownBy({ token })).session, held());
    for (let i = 0; i < 3; i += 1) {
      time += 11 * HOUR;
      await sessions.sweep();
    }
    time += 13 * HOUR; // the program slept
    expect(await codeOf({ token })).toBe('in');
    letGo?.();
    expect(sessions.isHeld((await store.sessionsOf('a'))[0]!.id)).toBe(false);
    time += 12 * HOUR;
    expect(await codeOf({ token })).toBe('in');
    time += 12 * HOUR + 1;
    expect(await codeOf({ token })).toBe('no-session');
  });

  it('is sent away when its session ends, and so is one that was on its way in', async () => {
    const { token } = await letIn();
    const other = await letIn('drc-2');
    const { session } = await shownBy({ token });
    const [one, two, bystander] = [held(), held(), held()];
    sessions.hold(session, one);
    sessions.hold(session, two);
    sessions.hold((await shownBy({ token: other.token })).session, bystander);
    await sessions.end({ by: 'id', board: 'a', id: session.id }, 'session-revoked', 'chair-1');
    expect([one.dismissed, two.dismissed, bystander.dismissed]).toEqual([['no-session'], ['no-session'], []]);
    expect(sessions.hold(session, held())).toBeNull();
    expect(await codeOf({ token })).toBe('no-session');
  });

  it('of a seat that has ended is sent away, and who comes back is told of the seat', async () => {
    const { token } = await letIn();
    const socket = held();
    sessions.hold((await shownBy({ token })).session, socket);
    await sessions.end({ by: 'seat', board: 'a', seat: 'drc-1' }, 'session-revoked', null);
    expect(socket.dismissed).toEqual(['no-session']);
    expect(await codeOf({ token })).toBe('no-seat');
  });
});

// Who has been let into a seat, and for how long. A session lives as long as it is used: a request uses it, and so does a
// socket for as long as it stays connected. When it ends, its sockets are closed at once. A browser's token is exchanged
// for a new one about every hour, a program's when it asks; the former stays good until the new one has been used, and a
// minute beyond, since other requests may be under way and an answer may get lost.
import type { Logger } from 'pino';
import type { BoardId } from '../shared/board.ts';
import type { AuditAct } from '../shared/invitations.ts';
import type { SeatId } from '../shared/seats.ts';
import type { Audit } from './audit.ts';
import type { Ended, SessionRecord } from './store/people.ts';
import type { SeatRecord, Store } from './store/port.ts';
import { boardsIn, isToken, newToken, tokenHash, tokensIn } from './tokens.ts';
import type { Credentials } from './tokens.ts';

/** Null: never. Where seats are open to whoever comes, sessions neither end by themselves nor change their tokens. */
export type SessionRules = { idleMs: number | null; rotateAfterMs: number | null };

export const INVITED: SessionRules = { idleMs: 12 * 3_600_000, rotateAfterMs: 3_600_000 };
export const OPEN: SessionRules = { idleMs: null, rotateAfterMs: null };

/** How long the former token outlives the first use of the new one. */
const GRACE_MS = 60_000;
/** What is in use is written down this often. */
const TOUCH_MS = 60_000;

/** A connection that rests on a session. */
export interface Held {
  dismiss(code: 'no-session'): void;
}

/** A session that was shown. `token` is the one that showed it. */
export type Shown = { seat: SeatRecord; session: SessionRecord; token: string; byCookie: boolean };
export type Found = ({ ok: true } & Shown) | { ok: false; code: 'no-token' | 'no-session' | 'no-seat' };

export type SessionTools = {
  store: Store;
  log: Logger;
  audit: Audit;
  rules: SessionRules;
  now(): number;
  random(bytes: number): Uint8Array;
};

export class Sessions {
  readonly #tools: SessionTools;
  readonly #held = new Map<string, Set<Held>>();
  /** Since the program began: a socket may be on its way in when its session ends. */
  readonly #ended = new Set<string>();
  /** Digests of tokens whose seat has ended since the program began: who shows one is told so, rather than nothing. */
  readonly #seatless = new Set<string>();
  /** Tokens whose browser is being given a cookie with another seat in it: an exchange now could overwrite that. */
  readonly #settling = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(tools: SessionTools) {
    this.#tools = tools;
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) =>
        tools.log.error({ err: error }, 'sessions could not be gone through'),
      );
    }, TOUCH_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The seat that these credentials open at this board. */
  async find(board: BoardId, { token, cookie, seat }: Credentials): Promise<Found> {
    const tokens = (token === undefined ? tokensIn(cookie, board).reverse() : [token]).filter(isToken);
    for (const each of tokens) {
      const found = await this.#livingBy(each);
      if (found === null || found.seat.board !== board) continue;
      const meant = seat === undefined || token !== undefined || found.seat.seat === seat;
      if (meant) return { ok: true, ...found, token: each, byCookie: token === undefined };
    }
    if (tokens.some((each) => this.#seatless.has(tokenHash(each)))) return { ok: false, code: 'no-seat' };
    const isOpen = this.#tools.rules.idleMs === null;
    return { ok: false, code: tokens.length === 0 || isOpen ? 'no-token' : 'no-session' };
  }

  /** The seats that these credentials open, at whatever board. */
  async findAll({ token, cookie }: Credentials): Promise<Shown[]> {
    const tokens =
      token === undefined ? boardsIn(cookie).flatMap((board) => tokensIn(cookie, board)) : [token];
    const shown: Shown[] = [];
    for (const each of tokens.filter(isToken)) {
      const found = await this.#livingBy(each);
      if (found !== null) shown.push({ ...found, token: each, byCookie: token === undefined });
    }
    return shown;
  }

  /** A new session for a seat, to be kept by `letIn`, and the token that opens it. */
  make({ board, seat }: { board: BoardId; seat: SeatId }): { session: SessionRecord; token: string } {
    const token = newToken(this.#tools.random);
    const now = this.#tools.now();
    const id = Buffer.from(this.#tools.random(8)).toString('hex');
    const session = {
      id,
      board,
      seat,
      tokenHash: tokenHash(token),
      createdAt: now,
      lastUsedAt: now,
      rotation: null,
    };
    return { session, token };
  }

  // ---- rotation

  /** A new token for a browser, where it is time for one. */
  async rotateIfDue(shown: Shown): Promise<string | null> {
    const { rotateAfterMs } = this.#tools.rules;
    if (rotateAfterMs === null || !shown.byCookie) return null;
    const { session } = shown;
    const now = this.#tools.now();
    if ((this.#settling.get(tokenHash(shown.token)) ?? 0) > now) return null;
    const isFormer = session.tokenHash !== tokenHash(shown.token);
    const since = now - (session.rotation?.at ?? session.createdAt);
    // Who still shows the former one after a while has never got the new one: its answer was lost.
    return since >= (isFormer ? GRACE_MS : rotateAfterMs) ? this.rotate(shown) : null;
  }

  /**
   * A new token in the place of the one that was shown. Null where another request has done so meanwhile, or where what
   * was shown is a former token whose successor is in use.
   */
  async rotate({ session, token, seat }: Shown): Promise<string | null> {
    const { store, audit, now, random } = this.#tools;
    const next = newToken(random);
    const shown = tokenHash(token);
    if (shown !== session.tokenHash && session.rotation?.confirmedAt !== null) return null;
    // A token that nobody has used gives way to the new one; who shows the former goes on with that.
    const done = await store.rotateSession(
      session.id,
      { current: session.tokenHash, shown, next: tokenHash(next) },
      now(),
    );
    if (!done) return null;
    await audit({ board: seat.board, act: 'session-rotated', by: seat.seat, about: session.id });
    return next;
  }

  /** The browser that shows this cookie is about to be given another one. */
  settle(board: BoardId, cookie: string | undefined): void {
    const until = this.#tools.now() + GRACE_MS;
    for (const token of tokensIn(cookie, board)) this.#settling.set(tokenHash(token), until);
  }

  // ---- sockets

  /** A socket rests on a session until `let go` is called; null where that has ended meanwhile. */
  hold(session: SessionRecord, held: Held): (() => void) | null {
    if (this.#ended.has(session.id)) return null;
    const all = this.#held.get(session.id) ?? new Set();
    this.#held.set(session.id, all.add(held));
    return () => {
      if (!all.delete(held)) return;
      if (all.size === 0 && this.#held.get(session.id) === all) this.#held.delete(session.id);
      if (!this.#ended.has(session.id)) this.#touch([session.id]);
    };
  }

  isHeld(session: string): boolean {
    return this.#held.has(session);
  }

  // ---- ends

  /** Ends sessions, closes their sockets, and answers which they were. */
  async end(which: Ended, act: AuditAct, by: SeatId | null): Promise<SessionRecord[]> {
    const ended = await this.#tools.store.endSessions(which);
    this.#dismiss(ended);
    if (which.by === 'seat') for (const { tokenHash: hash } of ended) this.#seatless.add(hash);
    for (const { board, seat, id } of ended)
      await this.#tools.audit({ board, act, by, about: id, detail: { seat } });
    return ended;
  }

  /** What is connected is in use; what nobody has used for too long ends. */
  async sweep(): Promise<void> {
    const { store, rules, now } = this.#tools;
    for (const [token, until] of this.#settling) if (until <= now()) this.#settling.delete(token);
    if (this.#held.size > 0) await store.touchSessions([...this.#held.keys()], now());
    if (rules.idleMs !== null)
      await this.end({ by: 'idleness', before: now() - rules.idleMs }, 'session-expired', null);
  }

  #dismiss(ended: readonly SessionRecord[]): void {
    for (const { id } of ended) {
      this.#ended.add(id);
      for (const held of this.#held.get(id) ?? []) held.dismiss('no-session');
      this.#held.delete(id);
    }
  }

  async #livingBy(token: string): Promise<{ seat: SeatRecord; session: SessionRecord } | null> {
    const { store, rules, now } = this.#tools;
    const hash = tokenHash(token);
    const found = await store.sessionByToken(hash);
    if (found === null) return null;
    const { session } = found;
    if (rules.idleMs !== null && !this.isHeld(session.id) && now() - session.lastUsedAt > rules.idleMs) {
      await this.end({ by: 'id', board: session.board, id: session.id }, 'session-expired', null);
      return null;
    }
    const { rotation } = session;
    if (rotation !== null && hash === rotation.formerHash) {
      if (rotation.confirmedAt !== null && now() - rotation.confirmedAt > GRACE_MS) return null;
    } else if (rotation?.confirmedAt === null) await store.confirmSession(session.id, now());
    if (now() - session.lastUsedAt >= TOUCH_MS) this.#touch([session.id]);
    return found;
  }

  #touch(ids: string[]): void {
    const { store, log, now } = this.#tools;
    store
      .touchSessions(ids, now())
      .catch((error: unknown) => log.warn({ err: error }, 'a session’s use could not be noted'));
  }
}

// What was done that decides who gets in, written down where the chair can read it. No name and no secret is ever in it.
import type { Logger } from 'pino';
import type { BoardId } from '../shared/board.ts';
import type { AuditAct } from '../shared/invitations.ts';
import type { SeatId } from '../shared/seats.ts';
import type { AuditRecord } from './store/people.ts';
import type { Store } from './store/port.ts';

export type AuditedAct = {
  board: BoardId | null;
  act: AuditAct;
  /** The seat that did it; left out where nobody who has one did. */
  by?: SeatId | null;
  /** The seat, invitation or session that it was done about. */
  about?: string | null;
  detail?: AuditRecord['detail'];
};

/** Writes an act down. It has happened whether or not it can be written: then the server's log complains. */
export type Audit = (act: AuditedAct) => Promise<void>;

export const createAudit =
  (store: Pick<Store, 'appendAudit'>, log: Logger, now: () => number): Audit =>
  async ({ board, act, by = null, about = null, detail = {} }) => {
    try {
      await store.appendAudit({ at: now(), board, act, by, about, detail });
    } catch (error) {
      log.error({ err: error, board, act, about }, 'an act could not be written into the audit');
    }
  };

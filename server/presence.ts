// Who is where at a board, for the moment only: nobody writes it down. Each entry is stamped by the table, so that
// nobody can show another's.
import * as encoding from 'lib0/encoding';
import type { PartyId } from '../shared/board.ts';
import { filterCursors } from '../shared/gate/cursors.ts';
import type { CursorCode } from '../shared/gate/codes.ts';
import { may } from '../shared/seats.ts';
import type { Asker, SeatState } from '../shared/seats.ts';
import { ROSTER_CLIENT } from '../shared/wire.ts';
import type { Presence, RosterMessage } from '../shared/wire.ts';

/** Who a message is for: a delegation, the chair, or all who only watch. */
export type Audience = PartyId | 'chair' | 'observers';

/** Names are for the seat's own delegation and the chair. */
export const seesName = (audience: Audience, party: PartyId | null): boolean =>
  may(askerOf(audience), 'seeName', { party });

const askerOf = (audience: Audience): Asker => {
  if (audience === 'chair') return { role: 'chair', party: null };
  return audience === 'observers' ? { role: 'observer', party: null } : { role: 'member', party: audience };
};

export class Presences {
  readonly #entries = new Map<number, Presence>();
  /**
   * Awareness clocks must only grow, also over a restart, since a watcher remembers a pen's last one. They begin at the
   * time in milliseconds: no board moves its cursors more often than that.
   */
  #clock: number;
  #roster: RosterMessage | null = null;

  constructor(now: number) {
    this.#clock = now;
  }

  /** What a seat says of its own cursor, checked and stamped; a code where it cannot be read. */
  point(
    pen: number,
    seat: SeatState,
    name: string | null,
    bytes: unknown,
  ): { ok: true; changed: boolean } | { ok: false; code: CursorCode } {
    const who = { seat: seat.id, party: seat.party, role: seat.role };
    const read = filterCursors(bytes, { pen, clock: this.#clock, who });
    if (!read.ok) return read;
    if (read.bytes === null) return { ok: true, changed: false };
    if (read.state === null) return { ok: true, changed: this.leave(pen) };
    const { clause, lang, typing, cursor } = read.state;
    const presence: Presence = { ...who, name, clause, lang, typing, cursor };
    this.#entries.set(pen, presence);
    return { ok: true, changed: true };
  }

  /** Whether the pen was anywhere. */
  leave(pen: number): boolean {
    return this.#entries.delete(pen);
  }

  /** One pen's entry as this audience may see it; null where the pen is nowhere. */
  of(pen: number, audience: Audience): Presence | null {
    const presence = this.#entries.get(pen);
    return presence === undefined ? null : seenBy(presence, audience);
  }

  all(audience: Audience): { pen: number; presence: Presence }[] {
    return [...this.#entries].map(([pen, presence]) => ({ pen, presence: seenBy(presence, audience) }));
  }

  /**
   * An awareness update (y-protocols) about these pens, as observers may see them; each state is a `Presence`, or null
   * where the pen is nowhere. Watchers forget what they have not heard of for 30 s, so each has a newer clock.
   */
  awareness(pens: Iterable<number>): Uint8Array {
    this.#clock += 1;
    return awarenessUpdate(
      this.#clock,
      [...pens].map((pen): Entry => [pen, this.of(pen, 'observers')]),
    );
  }

  /** About everybody, and the roster. */
  awarenessOfAll(): Uint8Array {
    this.#clock += 1;
    const entries = this.all('observers').map(({ pen, presence }): Entry => [pen, presence]);
    return awarenessUpdate(this.#clock, [...entries, ...this.#rosterEntry()]);
  }

  /** The roster as observers may see it, from now on part of what they are told. */
  awarenessOfRoster(roster: RosterMessage): Uint8Array {
    this.#roster = roster;
    this.#clock += 1;
    return awarenessUpdate(this.#clock, this.#rosterEntry());
  }

  #rosterEntry(): Entry[] {
    return this.#roster === null ? [] : [[ROSTER_CLIENT, { roster: this.#roster }]];
  }
}

type Entry = [client: number, state: Presence | { roster: RosterMessage } | null];

const seenBy = (presence: Presence, audience: Audience): Presence =>
  seesName(audience, presence.party) ? presence : { ...presence, name: null };

const awarenessUpdate = (clock: number, entries: readonly Entry[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [client, state] of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  return encoding.toUint8Array(encoder);
};

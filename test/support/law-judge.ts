// The judge of a random negotiation: after every act, whether it kept the laws that speak of single acts.
import * as Y from 'yjs';
import type { ClauseId, PartyId } from '../../shared/board.ts';
import { clauseOfRoot } from '../../shared/board.ts';
import { decide } from '../../shared/decide/decide.ts';
import type { Event } from '../../shared/events.ts';
import { evolve } from '../../shared/evolve.ts';
import { mayWrite } from '../../shared/seats.ts';
import { clauseOf, headOf, standingRevision } from '../../shared/state.ts';
import { clauseHash } from '../../shared/text/hash.ts';
import { readingOf } from '../../shared/text/reading.ts';
import { readingsOf, standOf, standsOf } from './law-checks.ts';
import type { ClauseStands, Stand, Stands } from './law-checks.ts';
import type { Reached } from './law-reached.ts';
import type { Delegate, Sent } from './law-seat.ts';
import type { LogTable } from './log-table.ts';

export type Law = 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'L7' | 'L8';

export class LawBroken extends Error {
  readonly law: Law;

  constructor(law: Law, what: string) {
    super(what);
    this.law = law;
  }
}

export const PARTIES = ['drc', 'us'] as const;
/** Keystrokes reach the table at rest only where the rest came meanwhile; so does the loss of authority. */
const RACES = ['held', 'frozen', 'locked', 'not-authorised', 'delete-agreed'];

export class Judge {
  readonly #table: LogTable;
  readonly #reached: Reached;
  readonly #tabled = new Map<string, Stand>();
  /** Who stands where after the last act. */
  stands: Stands;

  constructor(table: LogTable, reached: Reached) {
    this.#table = table;
    this.#reached = reached;
    this.stands = standsOf(table.working.state, table.working.text);
  }

  // ---- L1, L5, L7: what an act changed

  /** What an act changed. */
  change(from: Delegate, sent: Sent, events: readonly Event[]): void {
    const before = this.stands;
    const after = standsOf(this.#table.working.state, this.#table.working.text);
    this.stands = after;
    const what = `${from.seat} ${sent.kind === 'move' ? JSON.stringify(sent.move) : 'types'} (row ${this.#table.working.seq})`;
    for (const event of events) this.#count(event);
    for (const [id, now] of after) {
      const then = before.get(id)!;
      const locks = events.some((event) => event.type === 'locked' && event.clause === id);
      for (const party of PARTIES) {
        if (party !== from.party)
          this.#insistSame('L1', then, now, party, locks, `${what} changed ${party} in ${id}`);
        if (then.phase !== 'open')
          this.#insistSame('L5', then, now, party, locks, `${what} changed ${id} at rest`);
      }
      if (then.phase !== 'open' && !locks && JSON.stringify(then.all) !== JSON.stringify(now.all))
        throw new LawBroken('L5', `${what} changed what stands in ${id} at rest`);
      if (now.phase !== 'open' && then.phase === 'open') this.#reached.add('rests');
      if (locks && readingOf(now.all.en) !== readingOf(then.by['drc']!.words.en))
        throw new LawBroken('L5', `${what} locked ${id}, and it reads otherwise`);
    }
    for (const event of events) this.#event(sent, event, before, after, what);
  }

  #insistSame(
    law: Law,
    then: ClauseStands,
    now: ClauseStands,
    party: PartyId,
    locks: boolean,
    what: string,
  ): void {
    const [one, other] = [then.by[party]!, now.by[party]!];
    const same = locks
      ? readingsOf(one) === readingsOf(other)
      : JSON.stringify(one) === JSON.stringify(other);
    if (!same) throw new LawBroken(law, `${what}: ${JSON.stringify(one)} is now ${JSON.stringify(other)}`);
  }

  #event(sent: Sent, event: Event, before: Stands, after: Stands, what: string): void {
    if (event.type === 'proposed')
      this.#tabled.set(`${event.clause}/${event.revision}`, after.get(event.clause)!.by[event.party]!);
    if (event.type === 'accepted') {
      const tabled = this.#tabled.get(`${event.clause}/${event.revision}`)!;
      const { by } = after.get(event.clause)!;
      const named = sent.kind === 'move' && sent.move.kind === 'accept' ? sent.move : null;
      if (named?.revision !== event.revision || named.hash !== this.#hashOf(event.clause, tabled))
        throw new LawBroken('L7', `${what} accepted what it does not name`);
      if (JSON.stringify(by[event.party]) !== JSON.stringify(tabled))
        throw new LawBroken(
          'L7',
          `${what} accepted ${JSON.stringify(tabled)} and stands by ${JSON.stringify(by[event.party])}`,
        );
    }
    if (event.type === 'initialled') {
      const { by } = before.get(event.clause)!;
      const named = sent.kind === 'move' && sent.move.kind === 'initial' ? sent.move.hash : null;
      for (const party of PARTIES)
        if (this.#hashOf(event.clause, by[party]!) !== named)
          throw new LawBroken('L7', `${what} initialled what it does not name`);
    }
  }

  #hashOf(id: ClauseId, { words, values }: Stand): string {
    const { title } = clauseOf(this.#table.working.state, id)!;
    const terms = Object.fromEntries(JSON.parse(values) as [string, never][]);
    return clauseHash({
      clause: id,
      title,
      reading: { en: readingOf(words.en), fr: readingOf(words.fr) },
      terms,
    });
  }

  #count(event: Event): void {
    this.#reached.add(event.type);
    if (event.type === 'removed') {
      const phase = clauseOf(this.#table.working.state, event.clause)?.phase.kind;
      if (phase === 'locked') this.#reached.add('settledDuplicates');
    }
  }

  /** L7: whatever was typed or deleted since, a revision that stands can be accepted as it was tabled. */
  revisions(): void {
    const { state, text } = this.#table.working;
    for (const clause of state.clauses) {
      if (clause.phase.kind !== 'open') continue;
      for (const [party, other] of [PARTIES, PARTIES.toReversed()] as [PartyId, PartyId][]) {
        const standing = standingRevision(clause, party);
        const head = headOf(state, other);
        if (standing === undefined || head === undefined) continue;
        const { revision, hash } = standing;
        const decision = decide(state, text, { kind: 'accept', clause: clause.id, revision, hash }, head.id);
        if (!decision.ok)
          throw new LawBroken('L7', `revision ${revision} cannot be accepted: ${decision.code}`);
        const recorded = { at: 0, seat: head.id, seq: 0 };
        // But for the removals: the text that is read here still has those characters.
        const events = decision.events.filter(({ type }) => type !== 'removed');
        const after = events.reduce((next, event) => evolve(next, { ...event, ...recorded }), state);
        const stand = standOf(after, text, clauseOf(after, clause.id)!, other);
        this.#reached.add('acceptable');
        const tabled = this.#tabled.get(`${clause.id}/${revision}`);
        if (JSON.stringify(stand) !== JSON.stringify(tabled))
          throw new LawBroken(
            'L7',
            `revision ${revision} of ${clause.id}, ${JSON.stringify(tabled)}, would be accepted as ${JSON.stringify(stand)}`,
          );
      }
    }
  }

  // ---- L3: what is refused of an honest seat

  /** What is refused of an honest seat. */
  refusal(from: Delegate, sent: Sent, code: string): void {
    this.#reached.add(`refused ${code}`);
    if (sent.kind === 'move') return;
    this.#reached.add('races');
    const what = `${from.seat}’s frame was refused: ${code}`;
    if (!RACES.includes(code)) throw new LawBroken('L3', what);
    const raced =
      code === 'delete-agreed' ? this.#deletesKept(sent.frame) : this.#writesAtRest(from, sent.frame, code);
    if (!raced) throw new LawBroken('L3', `${what}, and it is not so`);
  }

  /** Whether it deletes a character that the server knows as included by the other party or held, and its sender could not. */
  #deletesKept(frame: Uint8Array): boolean {
    const kept = (client: number, clock: number): boolean =>
      this.#table.working.state.clauses.some(
        (clause) =>
          clause.held.has(client, clock) ||
          PARTIES.some((party) => clause.adopted[party]?.has(client, clock)),
      );
    return [...Y.decodeUpdate(frame).ds.clients].some(([client, items]) =>
      items.some(({ clock, len }) =>
        Array.from({ length: len }, (_, i) => clock + i).some((at) => kept(client, at)),
      ),
    );
  }

  #writesAtRest(from: Delegate, frame: Uint8Array, code: string): boolean {
    const scratch = new Y.Doc();
    Y.applyUpdate(scratch, Y.encodeStateAsUpdate(this.#table.working.doc));
    const touched: ClauseId[] = [];
    scratch.on('afterTransaction', ({ changed }: Y.Transaction) => {
      for (const [name, type] of scratch.share)
        if ([...changed.keys()].some((each) => Object.is(each, type)))
          touched.push(clauseOfRoot(name)!.clause);
    });
    for (const root of scratch.share.keys()) if (root !== 'ledger') scratch.getText(root);
    Y.applyUpdate(scratch, frame);
    const { state } = this.#table.working;
    return touched.some((id) =>
      code === 'not-authorised'
        ? !mayWrite(state.seats.get(from.seat)!, id)
        : clauseOf(state, id)?.phase.kind === code,
    );
  }
}

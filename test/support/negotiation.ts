// A negotiation in which everybody is connected and prompt, so that a test reads like a short story. The frames are
// real ones: each seat types into a Yjs document of its own, on a pen of its own.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { clauseView, cleanHash, positionHash } from '../../shared/clause.ts';
import { RULES } from '../../shared/decide/decide.ts';
import type { Event, EventType } from '../../shared/events.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move, MoveId, NewClause } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { clauseOf, standingRevision } from '../../shared/state.ts';
import type { TermValue } from '../../shared/terms.ts';
import { BOARD } from './boards.ts';
import { LogTable } from './log-table.ts';
import type { Outcome } from './log-table.ts';

const REMOTE = 'remote';

type Desk = { pen: number; doc: Y.Doc };

export class Negotiation {
  readonly table = new LogTable();
  readonly #desks = new Map<SeatId, Desk>();

  /** A table with both heads `drc-1` and `us-1`, the members `drc-2` and `us-2`, who may write, and `chair-1`. */
  static at(clauses: readonly NewClause[], board = BOARD): Negotiation {
    const story = new Negotiation();
    story.table.serve({ kind: 'openBoard', board, rules: RULES });
    for (const party of ['drc', 'us']) {
      story.table.serve({ kind: 'takeSeat', seat: `${party}-1`, party, role: 'head', authorised: true });
      story.table.serve({ kind: 'takeSeat', seat: `${party}-2`, party, role: 'member', authorised: true });
    }
    story.table.serve({ kind: 'takeSeat', seat: 'chair-1', party: null, role: 'chair', authorised: true });
    for (const clause of clauses) story.does('chair-1', { kind: 'addClause', clause });
    return story;
  }

  private constructor() {
    this.table.listen((_, update) => {
      if (update !== null) for (const { doc } of this.#desks.values()) Y.applyUpdate(doc, update, REMOTE);
    });
  }

  get state(): BoardState {
    return this.table.working.state;
  }

  // ---- moves

  asks(seat: SeatId, move: Move, id?: MoveId): Outcome {
    return this.table.move(seat, move, id);
  }

  /** The move's events; a refusal is a failed test. */
  does(seat: SeatId, move: Move, id?: MoveId): Event[] {
    const outcome = this.asks(seat, move, id);
    if (!outcome.ok) throw new Error(`${seat} may not ${move.kind}: ${outcome.code}`);
    return outcome.events;
  }

  /** The code with which the move is refused, or `taken` where it is not. */
  code(seat: SeatId, move: Move): string {
    const outcome = this.asks(seat, move);
    return outcome.ok ? 'taken' : outcome.code;
  }

  // ---- words

  /** Types at an index, or behind some words, or at the end. */
  types(
    seat: SeatId,
    clause: ClauseId,
    lang: Language,
    words: string,
    where: number | string | null = null,
  ): void {
    const outcome = this.tries(seat, clause, lang, (text) => {
      const all = text.toString();
      const behind = typeof where === 'string' ? all.indexOf(where) + where.length : (where ?? all.length);
      text.insert(behind, words);
    });
    if (!outcome.ok) throw new Error(`${seat} may not type: ${outcome.code}`);
  }

  /** Does something to a seat's own copy of a text and sends it; a copy that was refused is thrown away. */
  tries(seat: SeatId, clause: ClauseId, lang: Language, act: (text: Y.Text) => void): Outcome {
    const { doc, pen } = this.#deskOf(seat);
    const frames: Uint8Array[] = [];
    const note = (update: Uint8Array): void => void frames.push(update);
    doc.on('update', note);
    doc.transact(() => act(doc.getText(rootOf(clause, lang))));
    doc.off('update', note);
    const outcome = this.table.text(pen, frames[0] ?? new Uint8Array([0, 0]));
    if (!outcome.ok) this.#desks.delete(seat);
    return outcome;
  }

  deletes(seat: SeatId, clause: ClauseId, lang: Language, words: string): Outcome {
    return this.tries(seat, clause, lang, (text) =>
      text.delete(text.toString().indexOf(words), words.length),
    );
  }

  adopts(seat: SeatId, clause: ClauseId, lang: Language, words: string): Event[] {
    return this.does(seat, { kind: 'adopt', clause, lang, ranges: this.ranges(clause, lang, words) });
  }

  strikes(seat: SeatId, clause: ClauseId, lang: Language, words: string): Event[] {
    return this.does(seat, { kind: 'strike', clause, lang, ranges: this.ranges(clause, lang, words) });
  }

  /** The live characters that these words are, at their last place in the text. */
  ranges(clause: ClauseId, lang: Language, words: string): Range[] {
    const runs = this.table.working.text.runs(clause, lang);
    const all = runs.map((run) => run.text).join('');
    const from = all.lastIndexOf(words);
    if (from < 0) throw new Error(`“${words}” is not in “${all}”`);
    let at = 0;
    return runs.flatMap((run): Range[] => {
      const start = Math.max(from - at, 0);
      const end = Math.min(from + words.length - at, run.text.length);
      at += run.text.length;
      return start < end ? [[run.client, run.clock + start, end - start]] : [];
    });
  }

  // ---- shorthands of the heads

  proposes(party: PartyId, clause: ClauseId): number {
    this.does(`${party}-1`, { kind: 'propose', clause });
    return this.clause(clause).revisions.at(-1)!.revision;
  }

  accepts(party: PartyId, clause: ClauseId): Event[] {
    const other = party === 'drc' ? 'us' : 'drc';
    const { revision, hash } = standingRevision(this.clause(clause), other)!;
    return this.does(`${party}-1`, { kind: 'accept', clause, revision, hash });
  }

  initials(party: PartyId, clause: ClauseId, adReferendum = false): Event[] {
    return this.does(`${party}-1`, { kind: 'initial', clause, hash: this.cleanHash(clause), adReferendum });
  }

  sets(seat: SeatId, clause: ClauseId, term: string, value: TermValue): Event[] {
    return this.does(seat, { kind: 'setTerm', clause, term, value });
  }

  /** DRC types words in both languages, the US takes them over. */
  agreesOn(clause: ClauseId, en: string, fr: string): void {
    this.types('drc-1', clause, 'en', en);
    this.types('drc-1', clause, 'fr', fr);
    this.proposes('drc', clause);
    this.accepts('us', clause);
  }

  locks(clause: ClauseId): void {
    this.initials('drc', clause);
    this.initials('us', clause);
  }

  // ---- what there is

  clause(id: ClauseId): ClauseState {
    return clauseOf(this.state, id)!;
  }

  view(id: ClauseId) {
    return clauseView(this.state, this.table.working.text, this.clause(id));
  }

  reading(id: ClauseId, lang: Language, party: PartyId): string {
    return this.view(id).texts[lang].readings[party]!;
  }

  /** What stands in the text, whoever includes it. */
  words(id: ClauseId, lang: Language): string {
    return this.table.working.text
      .runs(id, lang)
      .map((run) => run.text)
      .join('');
  }

  hash(id: ClauseId, party: PartyId): string {
    return positionHash(this.clause(id), this.view(id), party);
  }

  cleanHash(id: ClauseId): string {
    return cleanHash(this.state, this.clause(id), this.view(id)) ?? '0'.repeat(64);
  }

  #deskOf(seat: SeatId): Desk {
    const known = this.#desks.get(seat);
    if (known !== undefined) return known;
    const sat = this.table.sit(seat);
    if (!sat.ok) throw new Error(`${seat} gets no pen: ${sat.code}`);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.table.working.doc), REMOTE);
    doc.clientID = sat.pen;
    const desk = { pen: sat.pen, doc };
    this.#desks.set(seat, desk);
    return desk;
  }
}

export const typesOf = (events: readonly Event[]): EventType[] => events.map((event) => event.type);

/** The one event of a type. */
export const only = <T extends EventType>(events: readonly Event[], type: T): Extract<Event, { type: T }> => {
  const found = events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  if (found.length !== 1)
    throw new Error(`${found.length} events ${type} among ${typesOf(events).join(', ')}`);
  return found[0]!;
};

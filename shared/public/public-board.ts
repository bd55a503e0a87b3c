// What observers read of a board: its log, followed row by row. While the doors are open and brackets are shown, rows pass as
// they are. Of what happens behind closed doors nothing passes; at their opening one entry of the ledger shows the board as
// it is then, and one update its texts. Where only clean articles are shown, each row passes as what it changed of that.
// All of it follows from the log alone, so that a restart comes to the same public document, byte for byte.
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../board.ts';
import type { Event, LedgerEntry } from '../events.ts';
import { evolveEntry } from '../evolve.ts';
import { LEDGER_ROOT, entryBytes, ledgerUpdate, readEntry } from '../ledger.ts';
import { genesisHash } from '../log.ts';
import type { Row } from '../log.ts';
import { LogReader } from '../movement/log-reader.ts';
import type { Step } from '../movement/log-reader.ts';
import { PenBody, MoveBody, readBody } from '../row-bodies.ts';
import type { SeatId } from '../seats.ts';
import { SERVER_SEAT } from '../seats.ts';
import { canonicalJson } from '../signing.ts';
import { emptyState } from '../state.ts';
import type { BoardState, ClauseState } from '../state.ts';
import type { ClauseJson } from '../state-json.ts';
import { viewOf } from '../text/characters.ts';
import type { TextView } from '../text/characters.ts';
import { countedClause, onAgenda, shownClause, shownTable } from './cleaned.ts';
import { differenceOf } from './difference.ts';

/** What became of a row: it passed as it is, it is withheld, or something was shown in its place. */
export const FATES = ['whole', 'withheld', 'shown'] as const;
export type Fate = (typeof FATES)[number];

/** What stands in a row's place: its entry of the public ledger, and what it brought of the texts. */
export type Shown = { entry: LedgerEntry; text: Uint8Array | null };

/** Something that observers are told: the update of their document, and how far their log has come by it. */
export type PublicMessage = { seq: number; update: Uint8Array | null };

/** How the rows pass, by what the board is then. */
type Mode = 'live' | 'counts' | 'shut';

const modeOf = ({ doors, sight }: BoardState): Mode => {
  if (doors.kind === 'closed') return 'shut';
  return sight.sees === 'brackets' ? 'live' : 'counts';
};

type Waiting = { row: Row; due: number };

/** What a public board is at one moment; see `keyframe.ts` beside this. */
export type PublicParts = {
  inner: { doc: Y.Doc; state: BoardState; seq: number };
  innerPens: Map<number, SeatId>;
  innerChanged: Map<string, number>;
  doc: Y.Doc;
  state: BoardState;
  entries: number;
  pens: Map<number, SeatId>;
  changed: Map<string, number>;
  seq: number;
  hash: Uint8Array;
  at: number;
  fates: Fate[];
  shown: Map<number, Shown>;
  hidden: [from: number, to: number][];
};

const ORIGIN = Symbol('public log');

export class PublicBoard {
  readonly #inner: LogReader;
  readonly #innerPens: Map<number, SeatId>;
  readonly #innerChanged: Map<string, number>;
  readonly doc: Y.Doc;
  readonly text: TextView;
  readonly pens: Map<number, SeatId>;
  readonly changed: Map<string, number>;
  readonly #fates: Fate[];
  readonly #shown: Map<number, Shown>;
  /** Stretches of time whose acts became known at their end. */
  readonly #hidden: [from: number, to: number][];
  #state: BoardState;
  #entries: number;
  #seq: number;
  #hash: Uint8Array;
  /** The time of the last row that observers know all of. */
  #at: number;
  /** Rows that are read and not yet due, oldest first. */
  #waiting: Waiting[] = [];
  /** The delay in force for the next row, in milliseconds. */
  #delay: number;

  constructor(parts: PublicParts = blankParts()) {
    this.#inner = new LogReader(parts.inner);
    this.#innerPens = parts.innerPens;
    this.#innerChanged = parts.innerChanged;
    this.doc = parts.doc;
    this.text = viewOf(parts.doc);
    this.pens = parts.pens;
    this.changed = parts.changed;
    this.#fates = parts.fates;
    this.#shown = parts.shown;
    this.#hidden = parts.hidden;
    this.#state = parts.state;
    this.#entries = parts.entries;
    this.#seq = parts.seq;
    this.#hash = parts.hash;
    this.#at = parts.at;
    this.#delay = delayOf(parts.inner.state);
  }

  /** Rows that wait to become due are not part of it: whoever takes it up again hands them in anew. */
  get parts(): PublicParts {
    const { doc, state, seq } = this.#inner;
    return {
      inner: { doc, state, seq },
      innerPens: this.#innerPens,
      innerChanged: this.#innerChanged,
      doc: this.doc,
      state: this.#state,
      entries: this.#entries,
      pens: this.pens,
      changed: this.changed,
      seq: this.#seq,
      hash: this.#hash,
      at: this.#at,
      fates: this.#fates,
      shown: this.#shown,
      hidden: this.#hidden,
    };
  }

  get state(): BoardState {
    return this.#state;
  }

  /** The last row that observers know of, and its hash. */
  get seq(): number {
    return this.#seq;
  }

  get hash(): Uint8Array {
    return this.#hash;
  }

  /** The last row that was handed in. */
  get read(): number {
    return this.#inner.seq + this.#waiting.length;
  }

  /** The last row whose fate is settled: what a new follower from these parts goes on after. */
  get settled(): number {
    return this.#inner.seq;
  }

  /** When the next waiting row is due; null where none waits. */
  get due(): number | null {
    return this.#waiting[0]?.due ?? null;
  }

  /** What became of a row of the public log. */
  fateOf(seq: number): Fate {
    return this.#fates[seq - 1] ?? 'withheld';
  }

  shownAt(seq: number): Shown | undefined {
    return this.#shown.get(seq);
  }

  /** The row by which what happened in this one became known; null where it has not. */
  knownBy(seq: number): number | null {
    for (let by = seq; by <= this.#seq; by += 1) if (this.fateOf(by) !== 'withheld') return by;
    return null;
  }

  /**
   * Takes in the next row of the log, once it is durable. What it brings observers, at once or by what was waiting.
   * @param last observers are to come to know of this row at most: for a moment of the past
   */
  take(row: Row, last = Infinity): PublicMessage[] {
    if (row.seq !== this.read + 1) throw new Error(`row ${row.seq} comes after row ${this.read}`);
    const told = this.release(row.at, last);
    if (this.#seq >= last) return told;
    const events = row.kind === 'move' ? readBody(MoveBody, row.body).events : [];
    const due = row.at + this.#delay;
    this.#delay = events.reduce(
      (delay, event) => (event.type === 'sightSet' ? delayIn(event.sight) : delay),
      this.#delay,
    );
    if (events.some(({ type }) => type === 'doorsClosed')) {
      // What had not come to observers before the doors closed does not come through them.
      const early = this.#waiting.map((each) => each.row);
      this.#waiting = [];
      for (const each of early) this.#withhold(each);
      return [...told, ...this.#pass(row, early.length > 0)];
    }
    if (this.#waiting.length === 0 && due <= row.at) return [...told, ...this.#pass(row)];
    this.#waiting.push({ row, due });
    return told;
  }

  /** What has become due by now. */
  release(now: number, last = Infinity): PublicMessage[] {
    const told: PublicMessage[] = [];
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined || next.due > now || this.#seq >= last) return told;
      this.#waiting.shift();
      told.push(...this.#pass(next.row));
    }
  }

  // ---- what becomes of a row

  /** @param behind whether rows before it were withheld though the doors stood open then */
  #pass(row: Row, behind = false): PublicMessage[] {
    const before = this.#inner.state;
    const step = this.#read(row);
    const was = modeOf(this.#state);
    const mode = modeOf(this.#inner.state);
    if (was !== 'shut' && mode === 'shut') return this.#whole(row, step, behind);
    if (mode === 'shut') return this.#keepBack();
    if (was !== mode) return this.#reveal(row, step, mode);
    if (mode === 'live') return this.#whole(row, step);
    return this.#count(row, step, before);
  }

  #read(row: Row): Step {
    const step = this.#inner.look(row);
    this.#inner.take(row, step);
    if (step.kind === 'pen') {
      const { pen, seat } = readBody(PenBody, row.body);
      this.#innerPens.set(pen, seat);
    }
    noteChanges(this.#innerChanged, row, step);
    return step;
  }

  #withhold(row: Row): void {
    this.#read(row);
    this.#keepBack();
  }

  #keepBack(): [] {
    this.#fates.push('withheld');
    return [];
  }

  #whole(row: Row, step: Step, behind = false): PublicMessage[] {
    const update = this.#wholeUpdate(row, step);
    noteChanges(this.changed, row, step);
    this.#fates.push('whole');
    return this.#moveOn(row, update, !behind);
  }

  #wholeUpdate(row: Row, step: Step): Uint8Array | null {
    switch (step.kind) {
      case 'pen': {
        const { pen, seat } = readBody(PenBody, row.body);
        this.pens.set(pen, seat);
        return null;
      }
      case 'text':
        Y.applyUpdate(this.doc, row.body, ORIGIN);
        return row.body;
      case 'move':
        return this.#enter(step.entry, null);
    }
  }

  /** Observers who were kept from something, or are to see otherwise from now on, are shown the board as it is. */
  #reveal(row: Row, step: Step, mode: 'live' | 'counts'): PublicMessage[] {
    if (modeOf(this.#state) === 'shut') this.#hidden.push([this.#at, row.at]);
    const { state } = this.#inner;
    const live = mode === 'live';
    if (live) for (const [pen, seat] of this.#innerPens) this.pens.set(pen, seat);
    const text = live ? this.#difference() : null;
    const clauses = state.clauses.map((clause) => (live ? this.#shownClause(clause) : this.#counted(clause)));
    const shown: Event = {
      type: 'shown',
      table: shownTable(state, this.#state, this.#seenAt),
      articles: state.clauses.map(({ id }) => id),
      clauses,
    };
    for (const { id } of state.clauses)
      for (const lang of LANGUAGES) this.changed.set(rootOf(id, lang), row.at);
    const events = step.kind === 'move' ? [...step.entry.events, shown] : [shown];
    return this.#show(row, entryOf(row, step, events), text);
  }

  #difference(): Uint8Array {
    const agenda = onAgenda(this.#inner.state);
    return differenceOf(this.#inner.doc, this.doc, (root) => !agenda.has(root));
  }

  /** What the row changed of the counts, and of the articles that are or were clean. */
  #count(row: Row, step: Step, before: BoardState): PublicMessage[] {
    const { state } = this.#inner;
    const touched = new Set(step.kind === 'text' ? step.places.map(({ clause }) => clause) : []);
    const was = new Map(before.clauses.map((clause) => [clause.id, clause]));
    const clauses = state.clauses
      .filter((clause) => touched.has(clause.id) || was.get(clause.id) !== clause)
      .map((clause) => this.#counted(clause))
      .filter((json) => !this.#isKnown(json));
    const table = shownTable(state, this.#state, this.#seenAt);
    const sameTable =
      canonicalJson(table) === canonicalJson(shownTable(this.#state, this.#state, (at) => at));
    const articles = state.clauses.map(({ id }) => id);
    const sameAgenda = articles.join() === this.#state.clauses.map(({ id }) => id).join();
    if (clauses.length === 0 && sameTable && sameAgenda) return this.#keepBack();
    this.#noteShown(clauses);
    const shown: Event = { type: 'shown', table: sameTable ? null : table, articles, clauses };
    const open = step.kind === 'move' ? step.entry.events.filter(({ type }) => OPENLY.has(type)) : [];
    const entry = { ...entryOf(row, step, [...open, shown]), seat: SERVER_SEAT };
    return this.#show(row, entry, null);
  }

  #noteShown(clauses: readonly { id: string }[]): void {
    for (const { id } of clauses)
      for (const lang of LANGUAGES) {
        const at = this.#innerChanged.get(rootOf(id, lang));
        if (at !== undefined) this.changed.set(rootOf(id, lang), this.#seenAt(at));
      }
  }

  #isKnown(json: ClauseJson): boolean {
    const known = this.#state.clauses.find(({ id }) => id === json.id);
    return known !== undefined && canonicalJson(JSON.parse(JSON.stringify(known))) === canonicalJson(json);
  }

  #shownClause(clause: ClauseState): ClauseJson {
    return shownClause(clause, this.#state, this.#seenAt);
  }

  #counted(clause: ClauseState): ClauseJson {
    return countedClause(this.#inner.state, this.#inner.text, clause, this.#state, this.#seenAt);
  }

  readonly #seenAt = (at: number): number => {
    const hidden = this.#hidden.find(([from, to]) => at > from && at <= to);
    return hidden === undefined ? at : hidden[1];
  };

  #show(row: Row, said: LedgerEntry, text: Uint8Array | null): PublicMessage[] {
    // As whoever reads it has it, fields in their schema's order: it is written again, and must be the same bytes.
    const entry = readEntry(entryBytes(said));
    if (text !== null) Y.applyUpdate(this.doc, text, ORIGIN);
    const ledger = this.#enter(entry, text);
    this.#fates.push('shown');
    this.#shown.set(row.seq, { entry, text });
    return this.#moveOn(row, ledger, true);
  }

  /** Puts an entry into the public ledger; what observers are sent of it, with what came of the texts. */
  #enter(entry: LedgerEntry, text: Uint8Array | null): Uint8Array {
    for (const id of entry.events.flatMap(articlesIn))
      for (const lang of LANGUAGES) this.doc.getText(rootOf(id, lang));
    const update = ledgerUpdate(this.#entries, entry);
    Y.applyUpdate(this.doc, update, ORIGIN);
    this.#entries += 1;
    this.#state = evolveEntry(this.#state, entry);
    return text === null ? update : Y.mergeUpdates([text, update]);
  }

  #moveOn(row: Row, update: Uint8Array | null, known: boolean): PublicMessage[] {
    this.#seq = row.seq;
    this.#hash = row.hash;
    if (known) this.#at = row.at;
    return [{ seq: row.seq, update }];
  }
}

/** What is said of the doors and of the sight may be known by whoever sees counts alone. */
const OPENLY: ReadonlySet<Event['type']> = new Set([
  'boardOpened',
  'sittingOpened',
  'sittingAdjourned',
  'sightSet',
]);

const articlesIn = (event: Event): string[] => {
  if (event.type === 'clauseAdded') return [event.clause.id];
  return event.type === 'shown' ? event.articles : [];
};

/** The entry under which it is shown; a row that is no move gets a number of its own. */
const entryOf = (row: Row, step: Step, events: Event[]): LedgerEntry => ({
  seq: row.seq,
  at: row.at,
  seat: row.seat,
  move: step.kind === 'move' ? step.entry.move : `shown-${String(row.seq).padStart(6, '0')}`,
  events,
});

const delayIn = (sight: BoardState['sight']): number => sight.delayMinutes * 60_000;
const delayOf = (state: BoardState): number => delayIn(state.sight);

/** When words last changed, by their text's root. */
const noteChanges = (changed: Map<string, number>, { at }: Row, step: Step): void => {
  if (step.kind === 'text') for (const { clause, lang } of step.places) changed.set(rootOf(clause, lang), at);
  if (step.kind !== 'move') return;
  for (const event of step.entry.events) {
    if (event.type === 'adopted' || event.type === 'struck')
      changed.set(rootOf(event.clause, event.lang), at);
    if (event.type === 'accepted')
      for (const lang of LANGUAGES)
        if (event.adopted[lang].length + event.struck[lang].length > 0)
          changed.set(rootOf(event.clause, lang), at);
  }
};

const blankParts = (): PublicParts => {
  const doc = new Y.Doc({ gc: true });
  doc.getArray(LEDGER_ROOT);
  return {
    inner: { doc: new Y.Doc({ gc: true }), state: emptyState, seq: 0 },
    innerPens: new Map(),
    innerChanged: new Map(),
    doc,
    state: emptyState,
    entries: 0,
    pens: new Map(),
    changed: new Map(),
    seq: 0,
    hash: genesisHash(),
    at: 0,
    fates: [],
    shown: new Map(),
    hidden: [],
  };
};

// A random negotiation in which every word that somebody could come to know carries a mark of its own, and which knows of
// each mark whether observers may have come to know it by now.
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { cleanHash, clauseView } from '../../shared/clause.ts';
import { RULES } from '../../shared/decide/decide.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move } from '../../shared/moves.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { partiesOf, standingRevision } from '../../shared/state.ts';
import type { TermDefinition } from '../../shared/terms.ts';
import { stretchesIn } from '../../shared/text/position.ts';
import type { TextView } from '../../shared/text/characters.ts';
import { BOARD } from './boards.ts';
import type { DoorsHouse } from './doors-house.ts';
import { Dice } from './gate-random.ts';
import type { Reached } from './law-reached.ts';

const SEATS = ['drc-1', 'us-1', 'drc-2', 'us-2', 'chair-1'] as const;
type SeatName = (typeof SEATS)[number];
const MINUTE = 60_000;

type Typist = { pen: number; doc: Y.Doc };
/** Marks that observers may know from a moment on. */
type Due = { at: number; marks: readonly string[] };

export class MarkedGame {
  readonly dice: Dice;
  readonly house: DoorsHouse;
  readonly reached: Reached;
  /** Every mark that was ever planted. */
  readonly planted: string[] = [];
  /** Observers may know these. */
  readonly known = new Set<string>();
  /** Ids of articles that there ever were. */
  readonly articles: ClauseId[] = [];
  #typists = new Map<SeatName, Typist>();
  /** Said while observers see nothing of it. */
  #inside = new Set<string>();
  #coming: Due[] = [];
  /** Planted by the act that is under way. */
  #fresh: string[] = [];
  #moves = 0;
  #stop: () => void = () => undefined;

  constructor(seed: number, house: DoorsHouse, reached: Reached) {
    this.dice = new Dice(seed);
    this.house = house;
    this.reached = reached;
  }

  get state(): BoardState {
    return this.house.room.table.foreseen;
  }

  async begin(doorsClosed: boolean): Promise<void> {
    const { table } = this.house.room;
    const board = doorsClosed ? { ...BOARD, doorsClosed } : BOARD;
    await table.serve('open-board', { kind: 'openBoard', board, rules: RULES });
    for (const seat of SEATS) {
      const party = seat.startsWith('chair') ? null : seat.slice(0, -2);
      const role = party === null ? 'chair' : seat.endsWith('1') ? 'head' : 'member';
      await table.serve(`take-${seat}`, { kind: 'takeSeat', seat, party, role, authorised: true });
    }
    this.listen();
    for (let n = 0; n < 3; n += 1) await this.#addsArticle();
  }

  /** Again after a restart: new pens, new documents. */
  listen(): void {
    this.#stop();
    this.#typists = new Map();
    this.#stop = this.house.room.table.listen(({ update }) => {
      if (update !== null) for (const { doc } of this.#typists.values()) Y.applyUpdate(doc, update, 'heard');
    });
  }

  /** Nobody asks for the doors to open: the table itself would open them once it has started again. */
  async calms(): Promise<void> {
    const { doors } = this.state;
    if (doors.kind === 'closed' && doors.asking !== null) await this.#does('us-1', { kind: 'objectDoors' });
  }

  /** Whether observers may know this mark now. */
  mayKnow(mark: string): boolean {
    return this.known.has(mark);
  }

  // ---- marks

  #mark(): string {
    const mark = `mk${String(this.planted.length).padStart(5, '0')}qz`;
    this.planted.push(mark);
    this.#fresh.push(mark);
    this.reached.add('marks');
    if (this.state.doors.kind === 'closed') this.reached.add('marks inside');
    return mark;
  }

  /** After an act: what observers may know of it, and when. `before` is the board's state before it. */
  async #settle(before: BoardState): Promise<void> {
    const now = this.house.now;
    const marks = this.#fresh.splice(0);
    const { state, text } = await this.#read();
    const delay = before.sight.delayMinutes * MINUTE;
    const closes = before.doors.kind === 'open' && state.doors.kind === 'closed';
    const opens = before.doors.kind === 'closed' && state.doors.kind === 'open';
    this.release();
    if (closes) {
      for (const due of this.#coming) for (const each of due.marks) this.#inside.add(each);
      if (this.#coming.length > 0) this.reached.add('cut off by a closing');
      this.#coming = [];
    }
    const live = state.doors.kind === 'open' && state.sight.sees === 'brackets';
    const wasLive = before.doors.kind === 'open' && before.sight.sees === 'brackets';
    if (opens || (live && !wasLive)) {
      if (live) this.#coming.push({ at: now + delay, marks: this.#survivors(state, text) });
      this.#countLost(state, text);
    } else if (live) this.#coming.push({ at: now + delay, marks });
    else for (const mark of marks) this.#inside.add(mark);
    if (state.doors.kind === 'open' && state.sight.sees === 'clean')
      this.#coming.push({ at: now + delay, marks: cleanMarks(state, text) });
    this.release();
  }

  /** The clock has come to where something is due. */
  release(): void {
    while (this.#coming[0] !== undefined && this.#coming[0].at <= this.house.now)
      for (const mark of this.#coming.shift()!.marks) this.known.add(mark);
  }

  #survivors(state: BoardState, text: TextView): string[] {
    return marksOf(publicParts(state, text));
  }

  #countLost(state: BoardState, text: TextView): void {
    const alive = new Set(this.#survivors(state, text));
    for (const mark of this.#inside) this.reached.add(alive.has(mark) ? 'came through' : 'never came out');
    this.#inside = new Set();
  }

  #read(): Promise<{ state: BoardState; text: TextView }> {
    return this.house.room.table.read(({ state, text }) => ({ state, text }));
  }

  // ---- acts

  async #does(seat: SeatName, move: Move): Promise<boolean> {
    this.#moves += 1;
    const before = this.state;
    const id = `m-${String(this.#moves).padStart(8, '0')}`;
    const answer = await this.house.room.table.move(seat, id, move);
    this.reached.add(answer.ok ? move.kind : `refused ${answer.code}`);
    await this.#settle(before);
    return answer.ok;
  }

  async #typist(seat: SeatName): Promise<Typist> {
    const known = this.#typists.get(seat);
    if (known !== undefined) return known;
    const sat = await this.house.room.table.sit(seat, {}, () => undefined);
    if (!sat.ok) throw new Error(`${seat} gets no pen: ${sat.code}`);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, sat.state, 'heard');
    doc.clientID = sat.pen;
    const typist = { pen: sat.pen, doc };
    this.#typists.set(seat, typist);
    return typist;
  }

  async #frame(seat: SeatName, clause: ClauseId, lang: Language, act: (text: Y.Text) => void): Promise<void> {
    const { doc, pen } = await this.#typist(seat);
    const frames: Uint8Array[] = [];
    const note = (update: Uint8Array): void => void frames.push(update);
    const before = this.state;
    doc.on('update', note);
    doc.transact(() => act(doc.getText(rootOf(clause, lang))));
    doc.off('update', note);
    const [frame] = frames;
    if (frame === undefined) return;
    const answer = await this.house.room.table.text(pen, frame);
    if (!answer.ok) this.#typists.delete(seat);
    this.reached.add(answer.ok ? 'frames' : `refused frame ${answer.code}`);
    await this.#settle(before);
  }

  async #addsArticle(): Promise<void> {
    const [id, option, other] = [this.#mark(), this.#mark(), this.#mark()];
    const title = { en: `Title ${this.#mark()}`, fr: `Titre ${this.#mark()}` };
    const label = { en: this.#mark(), fr: this.#mark() };
    const choice: TermDefinition = {
      id: 'choice',
      label,
      kind: 'choice',
      options: [option, other].map((each) => ({ id: each, label })),
    };
    const years: TermDefinition = {
      id: 'years',
      label,
      kind: 'duration',
      unit: 'years',
      min: 1,
      max: 9,
      step: 1,
    };
    this.articles.push(id);
    await this.#does('chair-1', { kind: 'addClause', clause: { id, title, terms: [choice, years] } });
  }

  async step(): Promise<void> {
    const { dice, state } = this;
    this.house.now += dice.chance(0.1) ? dice.below(40_000) : dice.below(500);
    this.release();
    if (dice.chance(0.06)) return this.#door();
    if (dice.chance(0.02)) return this.#sight();
    if (dice.chance(0.03) || state.clauses.length === 0) return this.#agenda();
    const seat = dice.of(SEATS);
    const clause = dice.of(state.clauses);
    const lang = dice.of(LANGUAGES);
    const what = dice.next();
    if (clause.phase.kind !== 'open' && dice.chance(0.6)) return this.#loosens(clause);
    if (what < 0.4) return this.#types(seat, clause, lang);
    if (what < 0.5) return this.#erases(seat, clause, lang);
    if (seat === 'chair-1') return;
    if (what < 0.62) return this.#takes(seat, clause, lang);
    if (what < 0.7) return this.#sets(seat, clause);
    return this.#asHead(seat.startsWith('drc') ? 'drc' : 'us', clause);
  }

  /** What is at rest is opened again, so that there is something to negotiate. */
  async #loosens({ id, phase }: ClauseState): Promise<void> {
    for (const seat of ['drc-1', 'us-1'] as const) {
      if (phase.kind !== 'held') await this.#does(seat, { kind: 'reopen', clause: id, reason: this.#mark() });
      else if (phase.initials.some(({ party }) => seat.startsWith(party)))
        await this.#does(seat, { kind: 'withdrawInitials', clause: id });
    }
  }

  async #types(seat: SeatName, clause: ClauseState, lang: Language): Promise<void> {
    const words = `${this.#mark()} ${this.dice.chance(0.2) ? '{choice} ' : ''}`;
    const at = this.dice.next();
    await this.#frame(seat, clause.id, lang, (text) => text.insert(wordEnd(text.toString(), at), words));
  }

  /** Own words that nobody else needs go; common ones are struck. */
  async #erases(seat: SeatName, clause: ClauseState, lang: Language): Promise<void> {
    const { state, text } = await this.#read();
    const own = stretchesIn(state, text, clause, lang).filter(({ client }) => {
      const index = seat.startsWith('chair') ? 0 : seat.startsWith('drc') ? 1 : 2;
      return (client & 15) === index;
    });
    if (own.length === 0) return;
    const target = this.dice.of(own);
    const all = text
      .runs(clause.id, lang)
      .map((run) => run.text)
      .join('');
    const at = all.indexOf(target.text);
    if (at < 0) return;
    this.reached.add('withdrawn words');
    await this.#frame(seat, clause.id, lang, (words) => words.delete(at, target.text.length));
  }

  async #takes(seat: SeatName, clause: ClauseState, lang: Language): Promise<void> {
    const party = seat.slice(0, -2);
    const { state, text } = await this.#read();
    const stretches = stretchesIn(state, text, clause, lang);
    const adopt = this.dice.chance(0.6);
    const some = stretches.filter(({ by }) => by.includes(party) !== adopt && this.dice.chance(0.7));
    if (some.length === 0) return;
    const ranges = IdSet.of(some.map((each): Range => [each.client, each.clock, each.text.length])).ranges();
    await this.#does(seat, { kind: adopt ? 'adopt' : 'strike', clause: clause.id, lang, ranges });
  }

  async #sets(seat: SeatName, clause: ClauseState): Promise<void> {
    const [choice] = clause.terms;
    if (choice?.kind !== 'choice') return;
    const value = this.dice.chance(0.5) ? this.dice.of(choice.options).id : 1 + this.dice.below(9);
    const term = typeof value === 'string' ? 'choice' : 'years';
    await this.#does(seat, { kind: 'setTerm', clause: clause.id, term, value });
  }

  async #asHead(party: 'drc' | 'us', clause: ClauseState): Promise<void> {
    const { dice } = this;
    const head: SeatName = `${party}-1`;
    const id = clause.id;
    const own = standingRevision(clause, party);
    const other = standingRevision(clause, party === 'drc' ? 'us' : 'drc');
    const what = dice.next();
    if (what < 0.12)
      return void (await this.#does(head, { kind: 'reserve', clause: id, reason: this.#mark() }));
    if (what < 0.16)
      return void (await this.#does(head, { kind: 'liftReserve', clause: id, reason: this.#mark() }));
    if (what < 0.36)
      return void (await this.#does(head, { kind: 'propose', clause: id, note: this.#mark() }));
    if (what < 0.46 && own !== undefined)
      return void (await this.#does(head, { kind: 'withdraw', clause: id, revision: own.revision }));
    if (what < 0.6 && other !== undefined) {
      const { revision, hash } = other;
      await this.#does(head, { kind: 'accept', clause: id, revision, hash });
      return;
    }
    if (what < 0.75) return this.#comesToTerms(id);
    if (what < 0.85)
      return void (await this.#does(head, { kind: 'decline', clause: id, reason: this.#mark() }));
    if (what < 0.9) return void (await this.#does(head, { kind: 'withdrawInitials', clause: id }));
    await this.#does(head, { kind: 'reopen', clause: id, reason: this.#mark() });
  }

  /** Both include all that stands there, agree on the figures, and perhaps initial it. */
  async #comesToTerms(id: ClauseId): Promise<void> {
    for (const party of ['drc', 'us'] as const) {
      for (const lang of LANGUAGES) {
        const { state, text } = await this.#read();
        const clause = state.clauses.find((each) => each.id === id);
        if (clause === undefined) return;
        const others = stretchesIn(state, text, clause, lang).filter(({ by }) => !by.includes(party));
        const ranges = IdSet.of(
          others.map((each): Range => [each.client, each.clock, each.text.length]),
        ).ranges();
        if (ranges.length > 0) await this.#does(`${party}-1`, { kind: 'adopt', clause: id, lang, ranges });
      }
      const choice = this.state.clauses.find((each) => each.id === id)?.terms[0];
      if (choice?.kind !== 'choice') return;
      await this.#does(`${party}-1`, {
        kind: 'setTerm',
        clause: id,
        term: 'choice',
        value: choice.options[0]!.id,
      });
      await this.#does(`${party}-1`, { kind: 'setTerm', clause: id, term: 'years', value: 5 });
    }
    for (const party of ['drc', 'us'] as const) {
      if (!this.dice.chance(0.6)) return;
      const { state, text } = await this.#read();
      const clause = state.clauses.find((each) => each.id === id)!;
      const hash = cleanHash(state, clause, clauseView(state, text, clause));
      if (hash !== null) await this.#does(`${party}-1`, { kind: 'initial', clause: id, hash });
    }
  }

  async #agenda(): Promise<void> {
    const { dice, state } = this;
    const what = dice.next();
    if (state.clauses.length < 2 || (what < 0.35 && state.clauses.length < 7)) return this.#addsArticle();
    const clause = dice.of(state.clauses);
    const both = async (move: Move): Promise<void> => {
      await this.#does('drc-1', move);
      if (dice.chance(0.8)) await this.#does('us-1', move);
    };
    if (what < 0.6) return both({ kind: 'dropClause', clause: clause.id });
    if (what < 0.75)
      return both({ kind: 'retitle', clause: clause.id, title: { en: this.#mark(), fr: this.#mark() } });
    if (what < 0.85) return both({ kind: 'moveClause', clause: clause.id, index: 0 });
    const sitting = state.sittings.at(-1);
    const open = sitting !== undefined && sitting.adjournedAt === null;
    await this.#does('chair-1', { kind: open ? 'adjourn' : 'openSitting' });
  }

  async #door(): Promise<void> {
    const { dice, state } = this;
    if (state.doors.kind === 'open') {
      if (dice.chance(0.4)) await this.#does(dice.of(['drc-1', 'us-1', 'chair-1']), { kind: 'closeDoors' });
      return;
    }
    const what = dice.next();
    if (what < 0.2) {
      await this.#does('chair-1', { kind: 'openDoors' });
      if (dice.chance(0.5)) await this.#does('us-1', { kind: 'objectDoors' });
      else await this.#unopposed();
      return;
    }
    await this.#does('drc-1', { kind: 'openDoors' });
    if (what < 0.8) await this.#does('us-1', { kind: 'openDoors' });
  }

  async #unopposed(): Promise<void> {
    const before = this.state;
    const asking = before.doors.kind === 'closed' ? before.doors.asking : null;
    if (asking === null) return;
    this.house.now += MINUTE;
    this.release();
    const { table } = this.house.room;
    const id = `unopposed-${asking.seq}`;
    const answer = await table.serve(id, { kind: 'openUnopposed', asked: asking.seq, at: this.house.now });
    this.reached.add(answer.ok ? 'unopposed' : `refused ${answer.code}`);
    await this.#settle(before);
  }

  async #sight(): Promise<void> {
    const { dice } = this;
    const sees = dice.chance(0.5) ? 'clean' : 'brackets';
    const delayMinutes = dice.of([0, 0, 1, 2]);
    for (const seat of ['chair-1', 'drc-1', 'us-1'] as const)
      await this.#does(seat, { kind: 'setPublic', sees, delayMinutes });
    if (this.state.sight.sees === 'clean') this.reached.add('clean');
    if (this.state.sight.delayMinutes > 0) this.reached.add('delayed');
  }
}

/** Behind the word that stands there: a mark is never cut in two by the next. */
const wordEnd = (text: string, at: number): number => {
  const end = text.indexOf(' ', Math.floor(at * text.length));
  return end < 0 ? text.length : end + 1;
};

const marksOf = (value: unknown): string[] => JSON.stringify(value).match(/mk[0-9]{5}qz/g) ?? [];

const wordsIn = (text: TextView, clause: ClauseState): string[] =>
  LANGUAGES.map((lang) =>
    text
      .runs(clause.id, lang)
      .map((run) => run.text)
      .join(''),
  );

/** What is in the state that is shown when doors open: written down here anew, so that it can be compared. */
const publicParts = (state: BoardState, text: TextView): unknown => [
  state.clauses.map((clause) => {
    const { id, title, terms, values, revisions } = clause;
    const standing = revisions.filter((each) => each.standing === 'standing').map((each) => each.values);
    return [id, title, terms, values, standing, wordsIn(text, clause)];
  }),
  state.asked,
  state.dropped.filter(() => false),
];

/** What may be known of the articles where only clean ones are shown. */
const cleanMarks = (state: BoardState, text: TextView): string[] =>
  marksOf(
    state.clauses.map((clause) => {
      const { texts, clean } = clauseView(state, text, clause);
      const shown = [clause.id, clause.title];
      if (!clean) return shown;
      const readings = LANGUAGES.map((lang) => texts[lang].readings[partiesOf(state)[0] ?? '']);
      const values = Object.values(clause.values).map((stands) =>
        Object.values(stands).map(({ value }) => value),
      );
      return [...shown, clause.terms, values, readings];
    }),
  );

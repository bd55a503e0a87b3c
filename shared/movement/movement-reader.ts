// Reads the movements of a negotiation off its log, row by row.
//
// A burst is one movement: consecutive acts on words (typing, accepting, bracketing, withdrawing) of one party in one
// clause, in either language, each at most ten seconds after the one before, with no act of the other party on its words,
// no other move about that clause, and no opening or end of a sitting between. Who types over words strikes them as he
// goes, and who takes over a bracket lets go of his own words a moment later: what counts is where he then stands. Any
// other move is a movement by itself. What comes before the first sitting, and before both parties have an opening on the
// clause, is credited to nobody: it is how they open. A party's opening on a clause is where it stands when the first
// sitting opens, or, if it has no words there then, when a later one opens or where it first tables, accepts or initials.
import { LANGUAGES } from '../board.ts';
import type { ClauseId, Language, PartyId } from '../board.ts';
import type { LedgerEntry } from '../events.ts';
import type { Row } from '../log.ts';
import { clauseOf, languagesOf, partiesOf } from '../state.ts';
import type { TermId, TermValue } from '../terms.ts';
import { LogReader } from './log-reader.ts';
import type { Place } from './log-reader.ts';
import type { Apart, Measure } from './measure.ts';
import { apartOf, isSilent, measureClause } from './measure.ts';
import { movementOf } from './movement.ts';
import type { Act, Movement, Step } from './movement.ts';
import { openingsOf, rememberingApart } from './stance.ts';
import type { Openings, Stance } from './stance.ts';

/** The longest pause within a burst, in milliseconds. */
export const BURST_PAUSE_MS = 10_000;

/** A clause's gap from a moment on. */
export type GapPoint = Apart & { seq: number; at: number; clause: ClauseId };

/** A party's value of a term from a moment on, opening included. */
export type TermStep = {
  seq: number;
  at: number;
  clause: ClauseId;
  term: TermId;
  party: PartyId;
  value: TermValue;
};

export type SittingSpan = { sitting: number; seq: number; openedAt: number; adjournedAt: number | null };

export type Movements = {
  /** The last row read, and when it was written; 0 before the first. */
  seq: number;
  at: number;
  sittings: readonly SittingSpan[];
  /** From the first sitting on, ascending; each clause's first is its gap then, or when it came on to the agenda. */
  points: readonly GapPoint[];
  movements: readonly Movement[];
  /** One a movement, in the same order. */
  steps: readonly Step[];
  dances: readonly TermStep[];
};

type WordAct = 'typed' | 'adopted' | 'struck';
type Burst = {
  party: PartyId;
  /** What it is called by: typing before accepting before bracketing or withdrawing. */
  act: WordAct;
  from: number;
  seq: number;
  at: number;
  langs: Set<Language>;
};
type Track = {
  last: Measure;
  burst: Burst | null;
  stances: Map<PartyId, Stance>;
  openings: Openings | null;
};
type Found = { movement: Movement; step: Step };

const BY_RANK: readonly WordAct[] = ['typed', 'adopted', 'struck'];

const OPENS: ReadonlySet<string> = new Set(['proposed', 'accepted', 'initialled']);

export class MovementReader {
  readonly #log = new LogReader();
  readonly #apart = rememberingApart();
  readonly #tracks = new Map<ClauseId, Track>();
  readonly #found: Found[] = [];
  readonly #points: GapPoint[] = [];
  readonly #dances: TermStep[] = [];
  readonly #sittings: SittingSpan[] = [];
  #at = 0;

  /** The last row read. */
  get seq(): number {
    return this.#log.seq;
  }

  /** @throws where a row is left out or cannot be read */
  read(row: Row): void {
    const step = this.#log.look(row);
    this.#closeBursts((burst) => row.at - burst.at > BURST_PAUSE_MS);
    if (step.kind === 'text') this.#readText(row, step.places, () => this.#log.take(row, step));
    else if (step.kind === 'move') this.#readMove(step.entry, () => this.#log.take(row, step));
    else this.#log.take(row, step);
    this.#at = row.at;
  }

  /** What the rows so far add up to; a burst that may still go on counts as far as it has come. */
  result(): Movements {
    const open = [...this.#tracks].flatMap(([clause, track]) => this.#burstOf(clause, track) ?? []);
    const found = [...this.#found, ...open.flatMap((each) => each.found ?? [])];
    found.sort((a, b) => a.movement.seq - b.movement.seq);
    const points = [...this.#points, ...open.flatMap((each) => each.point ?? [])];
    return {
      seq: this.seq,
      at: this.#at,
      sittings: [...this.#sittings],
      points: points.sort((a, b) => a.seq - b.seq),
      movements: found.map(({ movement }) => movement),
      steps: found.map(({ step }) => step),
      dances: [...this.#dances],
    };
  }

  // ---- typing

  #readText(row: Row, places: readonly Place[], take: () => void): void {
    const party = this.#log.state.seats.get(row.seat)?.party ?? null;
    // What the chair types is in nobody's position until a party adopts it.
    if (party === null) return take();
    for (const { clause } of places) this.#closeUnlessOf(party, clause);
    take();
    for (const { clause, lang } of places) this.#goOn(clause, { ...row, party, act: 'typed', lang });
  }

  #closeUnlessOf(party: PartyId, clause: ClauseId): void {
    if (this.#tracks.get(clause)?.burst?.party !== party) this.#close(clause);
  }

  /** An act on words: it goes on with the burst that is open, or begins one. */
  #goOn(
    clause: ClauseId,
    now: { seq: number; at: number; party: PartyId; act: WordAct; lang: Language },
  ): void {
    const track = this.#tracks.get(clause);
    if (track === undefined) return;
    const { seq, at, party, act, lang } = now;
    const { burst } = track;
    const langs = (burst?.langs ?? new Set<Language>()).add(lang);
    const called = burst === null ? act : (BY_RANK.find((each) => each === act || each === burst.act) ?? act);
    track.burst = { party, act: called, from: burst?.from ?? seq, seq, at, langs };
  }

  #closeBursts(which: (burst: Burst) => boolean): void {
    for (const [clause, { burst }] of this.#tracks) if (burst !== null && which(burst)) this.#close(clause);
  }

  #close(clause: ClauseId): void {
    const track = this.#tracks.get(clause);
    if (track === undefined) return;
    const closed = this.#burstOf(clause, track);
    track.burst = null;
    if (closed !== null) this.#keep(track, closed);
  }

  /** The burst of a clause as a movement, as far as it has come. */
  #burstOf(clause: ClauseId, track: Track) {
    if (track.burst === null) return null;
    const { langs, ...act } = track.burst;
    return this.#changed(clause, track, act, [...langs]);
  }

  // ---- moves

  #readMove(entry: LedgerEntry, take: () => void): void {
    const onWords = entry.events.find((event) => event.type === 'adopted' || event.type === 'struck');
    if (onWords !== undefined) {
      this.#closeUnlessOf(onWords.party, onWords.clause);
      take();
      return this.#goOn(onWords.clause, { ...entry, ...onWords, act: onWords.type });
    }
    const clauses = new Set(entry.events.flatMap((event) => ('clause' in event ? clauseIn(event) : [])));
    const sits = entry.events.some(({ type }) => type === 'sittingOpened' || type === 'sittingAdjourned');
    this.#closeBursts(() => sits);
    for (const clause of clauses) this.#close(clause);
    take();
    for (const event of entry.events) {
      if (event.type === 'clauseDropped') this.#drop(event.clause, entry);
      if (event.type === 'sittingOpened') this.#openSitting(event.sitting, entry);
      if (event.type === 'sittingAdjourned') this.#adjourn(entry);
    }
    for (const clause of clauses) this.#readClause(clause, entry);
  }

  #readClause(clause: ClauseId, entry: LedgerEntry): void {
    const track = this.#tracks.get(clause);
    if (track === undefined) return this.#begin(clause, entry);
    const about = entry.events.find(
      (event) => 'party' in event && 'clause' in event && event.clause === clause,
    );
    if (about === undefined || !('party' in about) || about.party === null) return;
    const { seq, at } = entry;
    const act = { seq, from: seq, at, party: about.party, act: about.type };
    const changed = this.#changed(clause, track, act, about.type === 'termSet' ? [] : LANGUAGES);
    this.#noteValues(clause, track.last, changed.after, entry);
    this.#keep(track, changed);
    if (this.#sittings.length > 0 && OPENS.has(about.type)) this.#openFor(clause, track, [about.party]);
  }

  #begin(id: ClauseId, entry: LedgerEntry): void {
    const clause = clauseOf(this.#log.state, id);
    const parties = this.#parties();
    if (clause === undefined || parties === null) return;
    const last = measureClause(this.#log, clause, parties);
    this.#tracks.set(id, { last, burst: null, stances: new Map(), openings: null });
    if (this.#sittings.length > 0) this.#points.push(pointOf(id, last, entry));
  }

  #drop(clause: ClauseId, { seq, at }: LedgerEntry): void {
    this.#tracks.delete(clause);
    if (this.#sittings.length > 0)
      this.#points.push({ seq, at, clause, brackets: 0, figures: 0, words: 0, apart: 0 });
  }

  #openSitting(sitting: number, entry: LedgerEntry): void {
    const first = this.#sittings.length === 0;
    this.#sittings.push({ sitting, seq: entry.seq, openedAt: entry.at, adjournedAt: null });
    for (const [clause, track] of this.#tracks) {
      if (first) this.#points.push(pointOf(clause, track.last, entry));
      this.#openFor(clause, track, this.#parties() ?? []);
    }
  }

  #adjourn({ at }: LedgerEntry): void {
    const last = this.#sittings.at(-1);
    if (last !== undefined) this.#sittings[this.#sittings.length - 1] = { ...last, adjournedAt: at };
  }

  /** Where these parties stand now is their opening, unless they have one or have no words yet. */
  #openFor(id: ClauseId, track: Track, opening: readonly PartyId[]): void {
    const parties = this.#parties();
    const clause = clauseOf(this.#log.state, id);
    if (parties === null || clause === undefined || track.openings !== null) return;
    for (const [i, stance] of track.last.stances.entries()) {
      const party = parties[i] ?? '';
      if (opening.includes(party) && !track.stances.has(party) && !isSilent(stance))
        track.stances.set(party, stance);
    }
    const [one, other] = parties.map((party) => track.stances.get(party));
    if (one === undefined || other === undefined) return;
    const { brackets } = track.last;
    const languages = languagesOf(this.#log.state);
    track.openings = openingsOf(parties, [one, other], clause.terms, brackets, this.#apart, languages);
  }

  // ---- what changed

  #changed(clause: ClauseId, track: Track, act: Omit<Act, 'clause' | 'sitting'>, langs: readonly Language[]) {
    const { last, openings } = track;
    const known = clauseOf(this.#log.state, clause);
    const parties = this.#parties();
    const after =
      known === undefined || parties === null ? last : measureClause(this.#log, known, parties, last, langs);
    const sitting = this.#sittings.length;
    const credited = sitting > 0 && openings !== null;
    const whole = { ...act, clause, sitting: this.#sittings.at(-1)?.sitting ?? 0 };
    const found = credited ? movementOf(whole, [last, after], openings) : null;
    const moved = last.apart !== after.apart || last.words !== after.words || last.figures !== after.figures;
    return { after, found, point: sitting > 0 && moved ? pointOf(clause, after, act) : null };
  }

  #keep(
    track: Track,
    { after, found, point }: { after: Measure; found: Found | null; point: GapPoint | null },
  ) {
    track.last = after;
    if (found !== null) this.#found.push(found);
    if (point !== null) this.#points.push(point);
  }

  #noteValues(clause: ClauseId, before: Measure, after: Measure, { seq, at }: LedgerEntry): void {
    const parties = this.#parties() ?? [];
    for (const [i, { values }] of after.stances.entries())
      for (const [term, value] of Object.entries(values))
        if (value !== null && JSON.stringify(before.stances[i]?.values[term]) !== JSON.stringify(value))
          this.#dances.push({ seq, at, clause, term, party: parties[i] ?? '', value });
  }

  #parties(): readonly [PartyId, PartyId] | null {
    const [one, other] = partiesOf(this.#log.state);
    return one === undefined || other === undefined ? null : [one, other];
  }
}

const clauseIn = (event: Extract<LedgerEntry['events'][number], { clause: unknown }>): ClauseId[] => {
  if (event.clause === null) return [];
  return [typeof event.clause === 'string' ? event.clause : event.clause.id];
};

const pointOf = (clause: ClauseId, measure: Measure, { seq, at }: { seq: number; at: number }): GapPoint => ({
  seq,
  at,
  clause,
  ...apartOf(measure),
});

// The record of one sitting as a paper: who was at the table (by party and role, never by name), what is agreed, what is
// pending, what was done, and what is still to do. Pure: the server prints it, the page shows it.
import { z } from 'zod';
import type { Language, PartyId } from '../board.ts';
import { awaited, clauseView, valueOf } from '../clause.ts';
import type { ClauseView } from '../clause.ts';
import type { LedgerEntry } from '../events.ts';
import { openingOf } from '../notation/labels.ts';
import type { BoardState, ClauseState } from '../state.ts';
import { partiesOf } from '../state.ts';
import { labelOf, unbroken } from '../telling/parties.ts';
import { noteOf, tellEvent, toldEvents } from '../telling/sentences.ts';
import { tellingOf } from '../telling/telling.ts';
import { sameTermValue } from '../terms.ts';
import type { TextView } from '../text/characters.ts';
import type { Segment } from '../text/compilation.ts';
import { figuresOf, withBracketedFigures } from './figures.ts';
import { gapWords } from './words.ts';
import { RECORD_WORDS } from './record-words.ts';
import type { RecordWords } from './record-words.ts';

const Group = z.strictObject({ heading: z.string().nullable(), items: z.array(z.string()) });
export const SittingPaper = z.strictObject({
  lang: z.enum(['en', 'fr']),
  title: z.string(),
  /** The board's title, when the sitting was, and its notice: a line each. */
  lines: z.array(z.string()),
  sections: z.array(
    z.strictObject({
      heading: z.string(),
      /** Said where there is nothing in the section. */
      empty: z.string(),
      groups: z.array(Group),
    }),
  ),
  foot: z.array(z.string()),
});
export type SittingPaper = z.infer<typeof SittingPaper>;
type Section = SittingPaper['sections'][number];

/** The board as it stood when the sitting was adjourned, or stands now. */
export type SittingMoment = {
  readonly state: BoardState;
  readonly text: TextView;
  /** The ledger up to that moment. */
  readonly entries: readonly LedgerEntry[];
};

/** The first and last entry of a sitting (the last is the newest where it is still open), or null if it never opened. */
export const entriesOfSitting = (
  entries: readonly LedgerEntry[],
  sitting: number,
): { readonly entries: readonly LedgerEntry[]; readonly adjourned: boolean } | null => {
  const has = (entry: LedgerEntry, type: 'sittingOpened' | 'sittingAdjourned'): boolean =>
    entry.events.some((event) => event.type === type && event.sitting === sitting);
  const from = entries.findIndex((entry) => has(entry, 'sittingOpened'));
  if (from < 0) return null;
  const to = entries.findIndex((entry) => has(entry, 'sittingAdjourned'));
  return { entries: entries.slice(from, to < 0 ? undefined : to + 1), adjourned: to >= 0 };
};

const LOCALE = { en: 'en-GB', fr: 'fr-FR' } as const;
const day = (at: number, lang: Language): string =>
  new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
const time = (at: number, lang: Language): string =>
  `${new Intl.DateTimeFormat(LOCALE[lang], { timeStyle: 'short', timeZone: 'UTC' }).format(at)}\u00a0UTC`;

/** With the full stop that it ends with; an abbreviation has one of its own. */
const stopped = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);

class Writer {
  readonly #moment: SittingMoment;
  readonly #lang: Language;
  readonly #words: RecordWords;
  readonly #parties: readonly [PartyId, PartyId];
  readonly #views: readonly (readonly [ClauseState, ClauseView, number])[];

  constructor(moment: SittingMoment, lang: Language) {
    this.#moment = moment;
    this.#lang = lang;
    this.#words = RECORD_WORDS[lang];
    const [first = '', second = ''] = partiesOf(moment.state);
    this.#parties = [first, second];
    this.#views = moment.state.clauses.map((clause, i) => [
      clause,
      clauseView(moment.state, moment.text, clause),
      i + 1,
    ]);
  }

  label(party: PartyId): string {
    return unbroken(labelOf(this.#moment.state.board, party, this.#lang));
  }

  /** Seats on record, and how many acts of each are in the sitting. */
  present(entries: readonly LedgerEntry[]): Section {
    const words = this.#words;
    const seats = [...this.#moment.state.seats.values()];
    const line = (party: PartyId | null): string => {
      const sitting = seats.filter((seat) => seat.party === party);
      const heads = sitting.filter(({ role }) => role === 'head').length;
      const members = sitting.filter(({ role }) => role === 'member').length;
      const acts = entries.filter(({ seat }) => sitting.some(({ id }) => id === seat)).length;
      const who = party === null ? words.chair : [heads > 0 ? words.head : '', words.members(members)];
      const named = [who].flat().filter((each) => each !== '');
      const list = named.length === 0 ? words.noSeat : named.join(', ');
      const said = party === null ? list : `${this.label(party)}${words.colon} ${list}`;
      return `${said} (${words.acts(acts)})`;
    };
    const chairs = seats.some(({ role }) => role === 'chair') ? [line(null)] : [];
    return this.#section(words.present, words.nobody, [...this.#parties.map(line), ...chairs]);
  }

  agreed(entries: readonly LedgerEntry[]): Section {
    const words = this.#words;
    const here = new Set(
      entries.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'locked' ? [event.clause] : [])),
      ),
    );
    const items = this.#views.flatMap(([clause, , number]) => {
      if (clause.phase.kind === 'open') return [];
      const initials = clause.phase.initials.map(({ party, adReferendum, confirmed }) =>
        adReferendum && !confirmed ? `${this.label(party)} ad referendum` : this.label(party),
      );
      const now = clause.phase.kind === 'locked' && here.has(clause.id) ? ` ${words.inThisSitting}` : '';
      const how = { locked: words.locked, held: words.held, frozen: words.frozen }[clause.phase.kind];
      return [
        `${this.#article(clause, number)}${words.colon} ${how} (${words.initialledBy} ${initials.join(', ')})${now}.`,
      ];
    });
    const clean = this.#views.flatMap(([clause, view, number]) =>
      clause.phase.kind === 'open' && view.clean && !view.empty ? [this.#article(clause, number)] : [],
    );
    return {
      heading: words.agreed,
      empty: words.nothingAgreed,
      groups: [
        ...(items.length === 0 ? [] : [{ heading: null, items }]),
        ...(clean.length === 0 ? [] : [{ heading: words.cleanNotInitialled, items: clean }]),
      ],
    };
  }

  pending(): Section {
    const words = this.#words;
    const groups = this.#views.flatMap(([clause, view, number]) => {
      const items = [...this.#figuresApart(clause), ...this.#brackets(clause, view)];
      if (items.length === 0) return [];
      return [{ heading: `${this.#article(clause, number)} (${gapWords(view, this.#lang)})`, items }];
    });
    return { heading: words.pending, empty: words.nothingPending, groups };
  }

  moves(entries: readonly LedgerEntry[]): Section {
    const telling = tellingOf(this.#moment.state, this.#moment.entries, this.#lang);
    const items = entries.flatMap((entry) =>
      toldEvents(entry).flatMap((event) => {
        // What it did to the counts, where those are all that is public, is no act to tell.
        if (event.type === 'shown' && entry.events.length === 1) return [];
        const note = noteOf(event);
        const said = note === null || note === '' ? '' : ` ${this.#words.note(note)}`;
        return [`${time(entry.at, this.#lang)}${this.#words.dash}${tellEvent(event, telling)}${said}`];
      }),
    );
    return this.#section(this.#words.moves, this.#words.noMoves, items);
  }

  toDo(): Section {
    const words = this.#words;
    const open = this.#views.filter(([clause]) => clause.phase.kind !== 'locked');
    const items = open.flatMap(([clause, view, number]) => {
      const party = awaited(this.#moment.state, clause);
      const left = gapWords(view, this.#lang);
      const parts = [
        ...(left === '' ? [] : [words.toSettle(left)]),
        ...(clause.phase.kind === 'open' && view.clean && !view.empty ? [words.toInitial] : []),
        ...(view.empty ? [words.toWrite] : []),
        ...(party === null ? [] : [words.awaits(this.label(party))]),
        ...clause.reserves.map((reserve) => words.reserve(this.label(reserve.party), reserve.reason)),
      ];
      return parts.length === 0
        ? []
        : [stopped(`${this.#article(clause, number)}${words.colon} ${parts.join(words.semicolon)}`)];
    });
    const confirm = this.#views.flatMap(([clause, , number]) =>
      clause.phase.kind === 'open'
        ? []
        : clause.phase.initials
            .filter(({ adReferendum, confirmed }) => adReferendum && !confirmed)
            .map(({ party }) =>
              stopped(`${this.#article(clause, number)}${words.colon} ${words.toConfirm(this.label(party))}`),
            ),
    );
    return this.#section(words.toDo, words.nothingToDo, [...items, ...confirm]);
  }

  #section(heading: string, empty: string, items: string[]): Section {
    return { heading, empty, groups: items.length === 0 ? [] : [{ heading: null, items }] };
  }

  #article(clause: ClauseState, number: number): string {
    return `Article\u00a0${number}, ${clause.title[this.#lang]}`;
  }

  #figuresApart(clause: ClauseState): string[] {
    const figures = figuresOf(clause, this.#parties, this.#lang);
    return clause.terms.flatMap((term) => {
      const [first, second] = this.#parties.map((party) => valueOf(clause, term.id, party));
      if (first !== null && first !== undefined && second !== null && second !== undefined)
        if (sameTermValue(first, second)) return [];
      const values = this.#parties.map(
        (party) => `${this.label(party)}${this.#words.colon} ${figures.of(term.id, party)}`,
      );
      return [`${term.label[this.#lang]} — ${values.join(this.#words.semicolon)}`];
    });
  }

  /** Each bracket with a few of the words that stand around it. */
  #brackets(clause: ClauseState, view: ClauseView): string[] {
    const lang = this.#lang;
    const labels = Object.fromEntries(this.#parties.map((party) => [this.label(party), party]));
    const figures = figuresOf(clause, this.#parties, lang);
    const written = (text: string, by: PartyId | null): string =>
      withBracketedFigures(text, figures, this.#parties, by, labels, lang).replace(/\s*\n\s*/gu, ' ¶ ');
    const segments = view.texts[lang].compilation;
    return segments.flatMap((segment, i) => {
      if (segment.kind === 'common') return [];
      const brackets = segment.alternatives.map(
        ({ party, text }) => `[${openingOf(party, labels, lang)}${written(text, party)}]`,
      );
      const start = before(segments[i - 1], i === 1, written);
      const end = after(segments[i + 1], i + 2 === segments.length, written);
      return [`${start}${brackets.join('')}${end}`.trim()];
    });
  }
}

type Written = (text: string, by: PartyId | null) => string;

/** The last words of what stands before a bracket; `whole` where nothing stands before these. */
const before = (segment: Segment | undefined, whole: boolean, written: Written): string => {
  if (segment?.kind !== 'common') return '';
  const line = segment.text.split('\n').at(-1) ?? '';
  const words = line.split(' ');
  const cut = words.length > 7 || (!whole && !segment.text.includes('\n'));
  return `${cut ? '… ' : ''}${written(words.slice(-7).join(' '), null).trimStart()}`;
};

const after = (segment: Segment | undefined, whole: boolean, written: Written): string => {
  if (segment?.kind !== 'common') return '';
  const line = segment.text.split('\n')[0] ?? '';
  const words = line.split(' ');
  const cut = words.length > 5 || (!whole && !segment.text.includes('\n'));
  return `${written(words.slice(0, 5).join(' '), null).trimEnd()}${cut ? ' …' : ''}`;
};

/**
 * The paper of one sitting in one language; null if there was no such sitting.
 * @param foot what stands under it: what initials are, which record this is
 */
export const sittingPaper = (
  moment: SittingMoment,
  sitting: number,
  lang: Language,
  foot: readonly string[],
): SittingPaper | null => {
  const part = entriesOfSitting(moment.entries, sitting);
  const opened = part?.entries[0];
  if (part === null || opened === undefined) return null;
  const words = RECORD_WORDS[lang];
  const writer = new Writer(moment, lang);
  const last = part.adjourned ? part.entries.at(-1) : undefined;
  const when =
    last === undefined
      ? words.openSince(day(opened.at, lang), time(opened.at, lang))
      : words.when(day(opened.at, lang), time(opened.at, lang), time(last.at, lang));
  const { board } = moment.state;
  return {
    lang,
    title: words.title(sitting),
    lines: [board?.title[lang] ?? '', when, board?.notice?.[lang] ?? ''].filter((line) => line !== ''),
    sections: [
      writer.present(part.entries),
      writer.agreed(part.entries),
      writer.pending(),
      writer.moves(part.entries),
      writer.toDo(),
    ],
    foot: [...foot],
  };
};

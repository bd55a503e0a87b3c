// What each seat does with one article, act by act: the first party tables it, the second answers, the chair puts its words
// forward.
import type { Language, PartyId } from '../../shared/board.ts';
import { IdSet } from '../../shared/ids.ts';
import { CHAIR_INDEX } from '../../shared/pens.ts';
import type { ArticleSource, BoardSource, Course } from '../boards/article.ts';
import { piecesOf, positionIn } from './pieces.ts';
import type { Piece } from './pieces.ts';
import type { Scribe } from './scribe.ts';

export type Part = {
  source: BoardSource;
  article: ArticleSource;
  /** The article's place on the agenda, in its moves' ids: clauses and terms can have names too long for one. */
  number: number;
  scribe: Scribe;
};

/** The party that tables an article, and the one that answers. */
const first = ({ source }: Part): PartyId => source.definition.parties[0].id;
const second = ({ source }: Part): PartyId => source.definition.parties[1].id;

const indexOf = ({ source }: Part, side: PartyId): number => {
  const party = source.definition.parties.find(({ id }) => id === side);
  if (party === undefined) throw new Error(`the board ${source.definition.id} has no party ${side}`);
  return party.index;
};

const courseOf = ({ source, article }: Part): Course => source.course?.[article.id] ?? {};

/** How much of its words a side has typed before the laying was interrupted: they are a beginning of all of them. */
const typedBefore = (part: Part, side: PartyId | 'chair', lang: Language, words: string): number => {
  const index = side === 'chair' ? CHAIR_INDEX : indexOf(part, side);
  const typed = part.scribe.typedBy(part.article.id, lang, index);
  if (!words.startsWith(typed))
    throw new Error(`article ${part.article.id} (${lang}) holds words of ${side} that were not laid`);
  return typed.length;
};

/** The first party types its whole position, sets its openings and tables revision 1. */
export const table = (part: Part): void => {
  for (const lang of part.source.definition.languages) typePosition(part, lang);
  setTerms(part, first(part));
  if (part.article.tabled !== false) propose(part, first(part));
};

/** The second party includes the words that it shares, types its own where they stand, sets its values, and may counter. */
export const answer = (part: Part): void => {
  for (const lang of part.source.definition.languages) answerWords(part, lang);
  setTerms(part, second(part));
  if (part.article.countered) propose(part, second(part));
};

/** Whether there is anything for the chair to put forward. */
export const isOffered = (source: BoardSource, article: ArticleSource): boolean =>
  source.definition.languages.some((lang) => piecesOf(source, article, lang).some(({ by }) => by === null));

/** The chair types the words of nobody named where they stand; no party includes them until it adopts them. */
export const offer = (part: Part): void => {
  for (const lang of part.source.definition.languages) {
    const pieces = piecesOf(part.source, part.article, lang);
    const own = pieces.filter(({ by }) => by === null).map(({ text }) => text);
    const before = typedBefore(part, 'chair', lang, own.join(''));
    let [at, typed] = [0, 0];
    for (const { by, text } of pieces) {
      if (by === null) {
        if (typed >= before) part.scribe.type(part.article.id, lang, at, text);
        typed += text.length;
      }
      at += text.length;
    }
  }
};

/** A paragraph at a time. */
const typePosition = (part: Part, lang: Language): void => {
  const position = positionIn(piecesOf(part.source, part.article, lang), first(part));
  const before = typedBefore(part, first(part), lang, position);
  let at = 0;
  for (const paragraph of position.split(/(?<=\n)/)) {
    if (at >= before) part.scribe.type(part.article.id, lang, at, paragraph);
    at += paragraph.length;
  }
};

const answerWords = (part: Part, lang: Language): void => {
  const pieces = piecesOf(part.source, part.article, lang);
  const whole = courseOf(part).adoptedWhole === true;
  adopt(part, lang, pieces, whole);
  const side = second(part);
  const own = pieces.filter(({ by }) => by === side).map(({ text }) => text);
  const before = typedBefore(part, side, lang, own.join(''));
  let [at, typed, theirs, strikes] = [0, 0, 0, 0];
  for (const { by, text } of pieces) {
    if (by === null) continue;
    if (by === side) {
      if (typed >= before) part.scribe.type(part.article.id, lang, at, text);
      typed += text.length;
    } else {
      if (by !== 'both' && whole) strike(part, lang, (strikes += 1), [theirs, theirs + text.length]);
      theirs += text.length;
    }
    at += text.length;
  }
};

const adopt = (part: Part, lang: Language, pieces: readonly Piece[], whole: boolean): void => {
  const { article, scribe } = part;
  const index = indexOf(part, first(part));
  let at = 0;
  const ranges = pieces.flatMap(({ by, text }) => {
    if (by === second(part) || by === null) return [];
    const from = at;
    at += text.length;
    return by === 'both' || whole ? scribe.rangesBy(article.id, lang, index, from, at) : [];
  });
  if (ranges.length === 0) return;
  const id = idOf(part, second(part), `adopt-${lang}`);
  scribe.move(id, { kind: 'adopt', clause: article.id, lang, ranges: IdSet.of(ranges).ranges() });
};

const strike = (part: Part, lang: Language, number: number, [from, to]: [number, number]): void => {
  const { article, scribe } = part;
  const ranges = scribe.rangesBy(article.id, lang, indexOf(part, 'drc'), from, to);
  const id = idOf(part, second(part), `strike-${lang}-${number}`);
  scribe.move(id, { kind: 'strike', clause: article.id, lang, ranges });
};

const setTerms = (part: Part, side: PartyId): void => {
  const { article, scribe } = part;
  for (const [i, { id: term }] of article.terms.entries()) {
    const opening = article.openings[term];
    if (opening === undefined) throw new Error(`article ${article.id} opens ${term} with no value`);
    const value = opening[side];
    if (value === undefined) continue;
    const id = idOf(part, side, `term-${i + 1}`);
    scribe.move(id, { kind: 'setTerm', clause: article.id, term, value });
  }
};

const propose = (part: Part, side: PartyId): void => {
  const note = courseOf(part).notes?.[side];
  const said = note === undefined ? {} : { note: `${note.en} / ${note.fr}` };
  const id = idOf(part, side, 'propose');
  part.scribe.move(id, { kind: 'propose', clause: part.article.id, ...said });
};

const idOf = ({ number }: Part, side: PartyId, act: string): string => `lay-${side}-${number}-${act}`;

// What changed between two moments of a board, article by article: each side's words, its figures, what became of the
// article.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES } from '../../shared/board.ts';
import { valueOf, valuesOf } from '../../shared/clause.ts';
import type { Moment, Replay } from '../../shared/replay/replay.ts';
import { clauseOf, partiesOf } from '../../shared/state.ts';
import type { ClauseState } from '../../shared/state.ts';
import { sameTermValue } from '../../shared/terms.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import { readingOf } from '../../shared/text/reading.ts';
import { changesOf } from '../positions/differ.ts';
import type { Changed } from '../positions/differ.ts';
import type { ArticleChange, FigureMoved, TextChanged } from './lines.ts';

/** The articles that are not the same after row `from` as after row `to`, in the order of the later moment. */
export const compareMoments = (replay: Replay, from: number, to: number): ArticleChange[] => {
  const [before, after] = [replay.moment(from), replay.moment(to)];
  const ids = new Set([...after.state.clauses, ...before.state.clauses].map(({ id }) => id));
  return [...ids].flatMap((id) => changeOf(id, before, after) ?? []);
};

const changeOf = (id: ClauseId, before: Moment, after: Moment): ArticleChange | null => {
  const [was, is] = [clauseOf(before.state, id), clauseOf(after.state, id)];
  const parties = partiesOf(after.state);
  const texts = LANGUAGES.flatMap((lang) =>
    parties.flatMap((party) => textChange(id, lang, party, before, after) ?? []),
  );
  const figures = parties.flatMap((party) => figuresMoved(was, is, party));
  const agenda = was === undefined ? 'came' : is === undefined ? 'went' : 'stayed';
  const [then, now] = [was?.phase.kind ?? 'open', is?.phase.kind ?? 'open'];
  const phase = then === now ? null : { from: then, to: now };
  if (texts.length === 0 && figures.length === 0 && agenda === 'stayed' && phase === null) return null;
  const { clauses } = is === undefined ? before.state : after.state;
  const number = clauses.findIndex((clause) => clause.id === id) + 1;
  const terms = (is ?? was)?.terms ?? [];
  return { clause: id, number, agenda, terms, texts, figures, phase };
};

const readingAt = ({ state, text }: Moment, id: ClauseId, lang: Language, party: PartyId): string => {
  const clause = clauseOf(state, id);
  return clause === undefined ? '' : readingOf(positionText(stretchesIn(state, text, clause, lang), party));
};

const textChange = (
  id: ClauseId,
  lang: Language,
  party: PartyId,
  before: Moment,
  after: Moment,
): TextChanged | null => {
  const [then, now] = [readingAt(before, id, lang, party), readingAt(after, id, lang, party)];
  if (then === now) return null;
  const values = { from: valuesAt(before, id, party), to: valuesAt(after, id, party) };
  return { party, lang, paragraphs: changedOnly(changesOf(then, now)), values };
};

const valuesAt = ({ state }: Moment, id: ClauseId, party: PartyId): TextChanged['values']['from'] => {
  const clause = clauseOf(state, id);
  return clause === undefined ? {} : valuesOf(clause, party);
};

/** Paragraphs that stayed as they were, however many, are told as one null. */
const changedOnly = (paragraphs: readonly Changed[][]): (Changed[] | null)[] => {
  const out: (Changed[] | null)[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.some(({ mark }) => mark !== 'kept')) out.push(paragraph);
    else if (out.at(-1) !== null) out.push(null);
  }
  return out;
};

const figuresMoved = (
  was: ClauseState | undefined,
  is: ClauseState | undefined,
  party: PartyId,
): FigureMoved[] =>
  (is ?? was)?.terms.flatMap((definition) => {
    const from = was === undefined ? null : valueOf(was, definition.id, party);
    const to = is === undefined ? null : valueOf(is, definition.id, party);
    const same = from === null || to === null ? from === to : sameTermValue(from, to);
    return same ? [] : [{ party, definition, from, to }];
  }) ?? [];

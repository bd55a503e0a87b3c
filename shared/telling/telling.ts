// What the history needs to know to tell an event in words: the reader's language, the delegations, the articles'
// numbers and titles and their terms.
import type { BoardDefinition, ClauseId, Language, Localised, PartyId } from '../board.ts';
import type { LedgerEntry } from '../events.ts';
import type { BoardState } from '../state.ts';
import type { TermDefinition, TermId } from '../terms.ts';
import { grammarOf, labelOf } from './parties.ts';
import { sentences as en } from './words-en.ts';
import { sentences as fr } from './words-fr.ts';
import { fill, text } from './parts.ts';
import type { Part } from './parts.ts';

type Article = { number: number | null; title: Localised; terms: readonly TermDefinition[] };

export type Telling = {
  lang: Language;
  board: BoardDefinition | null;
  /** Every article there is or was; `number` is null for one that was dropped. */
  articles: ReadonlyMap<ClauseId, Article>;
};

const TEMPLATES = { en, fr } as const;
export const templatesOf = (telling: Telling) => TEMPLATES[telling.lang];

/** Articles as they stand now, and from the history those that were dropped. */
export const tellingOf = (state: BoardState, history: readonly LedgerEntry[], lang: Language): Telling => {
  const articles = new Map<ClauseId, Article>();
  if (state.dropped.length > 0)
    for (const entry of history)
      for (const event of entry.events)
        if (event.type === 'clauseAdded')
          articles.set(event.clause.id, {
            number: null,
            title: event.clause.title,
            terms: event.clause.terms,
          });
  for (const [index, clause] of state.clauses.entries())
    articles.set(clause.id, { number: index + 1, title: clause.title, terms: clause.terms });
  return { lang, board: state.board, articles };
};

const titleOf = (telling: Telling, clause: ClauseId): string =>
  telling.articles.get(clause)?.title[telling.lang] ?? clause;

/** The title in the reader's quotation marks. */
export const titleParts = (telling: Telling, title: string): Part[] => [
  ...text(telling.lang === 'en' ? '“' : '«\u00a0'),
  { kind: 'term', text: title },
  ...text(telling.lang === 'en' ? '”' : '\u00a0»'),
];

/** "in Article 5" / "à l’article 5"; by its title where it is no longer on the agenda. */
export const articleParts = (
  telling: Telling,
  clause: ClauseId,
  form: 'in' | 'of' | 'subject' | 'at',
): Part[] => {
  const number = telling.articles.get(clause)?.number ?? null;
  const templates = templatesOf(telling);
  return number === null
    ? fill(templates.dropped[form], { title: text(titleOf(telling, clause)) }, false)
    : fill(templates.place[form], { n: text(String(number)) }, false);
};

/** The delegation as it stands in a sentence, its label as a piece of its own. */
export const partyParts = (
  telling: Telling,
  party: PartyId,
  form: 'subject' | 'inside' | 'of' | 'to',
): Part[] => [
  ...text(grammarOf(party, telling.lang)[form]),
  { kind: 'party', party, text: labelOf(telling.board, party, telling.lang) },
];

export const termOf = (telling: Telling, clause: ClauseId, term: TermId): TermDefinition | undefined =>
  telling.articles.get(clause)?.terms.find((definition) => definition.id === term);

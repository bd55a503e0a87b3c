// A new board while it is being thought of: what stands in the form, what is still missing, and what is asked for in the
// end. Pure.
import type { BoardLanguages, Language, Localised, Party } from '../../shared/board.ts';
import { colourOf } from '../../shared/colours.ts';
import type { PartyColour } from '../../shared/colours.ts';
import type { NewBoardAsked } from '../../shared/new-board.ts';
import { PARTIES } from '../../shared/parties.ts';
import { partyIds } from './party-ids.ts';
import { EMPTY_TERM, termFaults, termsOf } from './term-draft.ts';
import type { TermDraft } from './term-draft.ts';

export type PartyDraft = { name: Localised; label: Localised; colour: PartyColour };
export type ArticleDraft = { key: number; title: Localised; terms: readonly TermDraft[] };

export type Draft = {
  title: Localised;
  languages: BoardLanguages;
  parties: readonly [PartyDraft, PartyDraft];
  /** Whether the articles come from a bracketed text, or begin empty. */
  agenda: 'text' | 'empty';
  text: Localised;
  articles: readonly ArticleDraft[];
  doors: 'closed' | 'open';
};

const NOTHING: Localised = { en: '', fr: '' };

export const emptyArticle = (key: number): ArticleDraft => ({ key, title: NOTHING, terms: [] });
export const emptyTerm = (): TermDraft => EMPTY_TERM;

const draftOf = (party: Party): PartyDraft => ({
  name: party.name,
  label: party.label,
  colour: colourOf(party),
});

export const firstDraft = (): Draft => ({
  title: NOTHING,
  languages: ['en', 'fr'],
  parties: [draftOf(PARTIES[0]), draftOf(PARTIES[1])],
  agenda: 'text',
  text: NOTHING,
  articles: [emptyArticle(1)],
  doors: 'closed',
});

export const withoutParties = (draft: Draft): Draft => ({
  ...draft,
  parties: [
    { ...draft.parties[0], name: NOTHING, label: NOTHING },
    { ...draft.parties[1], name: NOTHING, label: NOTHING },
  ],
});

/** What is left empty in one language takes the other's words. */
export const inBoth = ({ en, fr }: Localised): Localised => ({
  en: en.trim() || fr.trim(),
  fr: fr.trim() || en.trim(),
});

/** The parties as the board will have them. */
export const partiesOf = ({ parties }: Pick<Draft, 'parties'>): [Party, Party] => {
  const labels = [inBoth(parties[0].label), inBoth(parties[1].label)] as const;
  const ids = partyIds(labels[0].en, labels[1].en);
  const partyAt = (at: 0 | 1): Party => ({
    id: ids[at],
    index: at + 1,
    name: inBoth(parties[at].name),
    label: labels[at],
    colour: parties[at].colour,
  });
  return [partyAt(0), partyAt(1)];
};

export type Fault =
  | 'missing'
  | 'badLabel'
  | 'sameLabel'
  | 'sameColour'
  | 'badNumber'
  | 'badBounds'
  | 'badStep'
  | 'badCurrency'
  | 'fewOptions'
  | 'optionsDiffer';

/** What has to be put right, by the field in which it stands: `party.0.label`, `article.3.title.fr`. */
export type Faults = ReadonlyMap<string, Fault>;

/** A label stands in brackets before a colon, so it holds neither. */
const LABEL = /^[^[\]{}\\:]{1,12}$/u;

const partyFaults = ({ parties }: Draft, found: Map<string, Fault>): void => {
  parties.forEach(({ name, label }, at) => {
    if (inBoth(name).en === '') found.set(`party.${at}.name`, 'missing');
    const { en, fr } = inBoth(label);
    if (en === '') found.set(`party.${at}.label`, 'missing');
    else if (!LABEL.test(en) || !LABEL.test(fr)) found.set(`party.${at}.label`, 'badLabel');
  });
  const [one, other] = [inBoth(parties[0].label), inBoth(parties[1].label)];
  const same = (lang: Language): boolean =>
    one[lang] !== '' && one[lang].toLowerCase() === other[lang].toLowerCase();
  if (same('en') || same('fr')) found.set('party.1.label', 'sameLabel');
  if (parties[0].colour === parties[1].colour) found.set('party.1.colour', 'sameColour');
};

const articleFaults = ({ articles, languages }: Draft, found: Map<string, Fault>): void => {
  for (const { key, title, terms } of articles) {
    for (const lang of languages)
      if (title[lang].trim() === '') found.set(`article.${key}.title.${lang}`, 'missing');
    terms.forEach((term, at) => {
      for (const [field, fault] of termFaults(term, languages))
        found.set(`article.${key}.term.${at}.${field}`, fault);
    });
  }
};

/** `textTitle`: the text that is brought says its own title. */
export const faultsOf = (draft: Draft, textTitle: boolean): Faults => {
  const found = new Map<string, Fault>();
  const titled = draft.languages.some((lang) => draft.title[lang].trim() !== '');
  if (!titled && !(draft.agenda === 'text' && textTitle)) found.set('title', 'missing');
  partyFaults(draft, found);
  if (draft.agenda === 'empty') articleFaults(draft, found);
  return found;
};

/** The words of the board's languages alone: what was typed before a language was taken away does not count. */
const spoken = (words: Localised, languages: BoardLanguages): Localised => {
  const [only] = languages.length === 1 ? languages : [];
  return only === undefined ? words : { en: words[only], fr: words[only] };
};

const textIn = (text: Localised, languages: readonly Language[]): { en?: string; fr?: string } =>
  Object.fromEntries(languages.map((lang) => [lang, text[lang]]));

/** What the server is asked for. To be called where there is no fault. */
export const requestOf = (draft: Draft): NewBoardAsked => {
  const { title, languages, text, articles, doors } = draft;
  const parties = partiesOf(draft).map(({ id, name, label, colour }) => ({
    id,
    name,
    label,
    colour: colour ?? 'blue',
  }));
  const [first, second] = parties;
  return {
    title: spoken(title, languages),
    languages,
    ...(first === undefined || second === undefined ? {} : { parties: [first, second] }),
    ...(draft.agenda === 'text'
      ? { text: textIn(text, languages) }
      : {
          articles: articles.map((article) => ({
            title: inBoth(spoken(article.title, languages)),
            terms: termsOf(article.terms, languages),
          })),
        }),
    doors,
  };
};

// What happened, in the reader's words: one sentence for each event of the ledger. Pure, so that the same words stand on
// the screen, in an export and in a test.
import type { Language } from '../board.ts';
import type { Event, LedgerEntry } from '../events.ts';
import type { Range } from '../ids.ts';
import { partyIndexOf } from '../pens.ts';
import type { TermDefinition, TermValue } from '../terms.ts';
import { formatChange, formatTermValue } from '../terms-format.ts';
import { grammarOf, unbroken } from './parties.ts';
import { fill, plain, quoted, text } from './parts.ts';
import type { Part } from './parts.ts';
import { articleParts, partyParts, templatesOf, termOf, titleParts } from './telling.ts';
import type { Telling } from './telling.ts';

type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;
type Values = Record<string, readonly Part[]>;

const partyOf = (event: Event): string | null => ('party' in event ? event.party : null);
const clauseOf = (event: Event): string | null =>
  'clause' in event && typeof event.clause === 'string' ? event.clause : null;

/** What nearly every template names: the delegation and the article in their cases. */
const common = (telling: Telling, event: Event): Values => {
  const party = partyOf(event);
  const clause = clauseOf(event);
  return {
    ...(party === null
      ? { subject: text(templatesOf(telling).chair) }
      : { subject: partyParts(telling, party, 'subject'), of: partyParts(telling, party, 'of') }),
    ...(clause === null
      ? {}
      : {
          articleIn: articleParts(telling, clause, 'in'),
          articleOf: articleParts(telling, clause, 'of'),
          articleAt: articleParts(telling, clause, 'at'),
          articleSubject: articleParts(telling, clause, 'subject'),
        }),
  };
};

const say = (telling: Telling, event: Event, template: string, values: Values = {}): Part[] => {
  const party = partyOf(event);
  const plural = party !== null && grammarOf(party, telling.lang).plural;
  return fill(template, { ...common(telling, event), ...values }, plural);
};

/** The sentence of one event; beside it the screen says of which text its words are (`textLanguageOf`). */
export const sentenceOf = (event: Event, telling: Telling): Part[] => sentence(event, telling, []);

/** The sentence where nothing stands beside it: words that are not in the reader's language have theirs named. */
export const wholeSentenceOf = (event: Event, telling: Telling): Part[] =>
  sentence(event, telling, inText(event, telling));

const inText = (event: Event, telling: Telling): Part[] => {
  const lang = textLanguageOf(event);
  if (lang === null || lang === telling.lang) return [];
  const templates = templatesOf(telling);
  return fill(templates.inText, { language: text(templates.languages[lang]) }, false);
};

const sentence = (event: Event, telling: Telling, ofText: readonly Part[]): Part[] => {
  const templates = templatesOf(telling);
  const tell = (template: string, values?: Values): Part[] => say(telling, event, template, values);
  switch (event.type) {
    case 'boardOpened':
      return tell(templates.boardOpened, { title: titleParts(telling, event.board.title[telling.lang]) });
    case 'seatTaken':
      return tell(templates.seatTaken[event.role]);
    case 'headChanged':
      return tell(templates.headChanged[event.why]);
    case 'seatEnded':
      return tell(event.party === null ? templates.seatEnded.chair : templates.seatEnded.member);
    case 'authorityChanged':
      return authority(event, telling, tell);
    case 'keyShown':
      return tell(templates.keyShown);
    case 'clauseAdded':
      return clauseAdded(event, telling);
    case 'clauseRetitled':
      return tell(templates.clauseRetitled, { title: titleParts(telling, event.title[telling.lang]) });
    case 'clauseMoved':
      return tell(templates.clauseMoved, {
        title: titleOf(telling, event.clause),
        n: text(String(event.index + 1)),
      });
    case 'clauseDropped':
      return tell(templates.clauseDropped, { title: titleOf(telling, event.clause) });
    case 'asked':
      return tell(askedTemplate(event.move, telling));
    case 'sittingOpened':
      return tell(templates.sittingOpened, { n: text(String(event.sitting)) });
    case 'sittingAdjourned':
      return tell(templates.sittingAdjourned, { n: text(String(event.sitting)) });
    case 'analysisReleased':
      return tell(templates.analysisReleased);
    case 'doorsOpened':
      return tell(templates.doorsOpened[event.how]);
    case 'sightAsked':
      return tell(templates.sightAsked, { sight: sightParts(event.sight, telling) });
    case 'sightSet':
      return tell(templates.sightSet, { sight: sightParts(event.sight, telling) });
    case 'doorsClosed':
    case 'openingAsked':
    case 'openingObjected':
    case 'sightAskDropped':
    case 'shown':
      return tell(templates[event.type]);
    case 'adopted':
      return tell(ownWords(event, telling) ? templates.restored : templates.adopted, {
        words: words(event, telling),
        inText: ofText,
      });
    case 'struck':
      return tell(ownWords(event, telling) ? templates.withdrawn : templates.struck, {
        words: words(event, telling),
        inText: ofText,
      });
    case 'termSet':
      return termSet(event, telling, tell);
    case 'proposed':
      return tell(event.counters === null ? templates.proposed : templates.countered, {
        n: text(String(event.revision)),
      });
    case 'revisionEnded':
      return tell(templates.revisionEnded[event.how], { n: text(String(event.revision)) });
    case 'accepted':
      return tell(templates.accepted, {
        n: text(String(event.revision)),
        ofOther: others(telling, event.party),
      });
    case 'initialled':
      return tell(event.adReferendum ? templates.initialledAdReferendum : templates.initialled);
    case 'initialsConfirmed':
    case 'initialsWithdrawn':
    case 'declined':
    case 'locked':
    case 'reopeningAsked':
    case 'reopened':
    case 'reserved':
    case 'reserveLifted':
    case 'removed':
      return tell(templates[event.type]);
  }
};

/** The sentence as plain text, for papers. */
export const tellEvent = (event: Event, telling: Telling): string =>
  plain(
    wholeSentenceOf(event, telling).map((part) =>
      part.kind === 'party' ? { ...part, text: unbroken(part.text) } : part,
    ),
  );

/** "brackets with their labels, 15 minutes later" */
const sightParts = ({ sees, delayMinutes }: Of<'sightSet'>['sight'], telling: Telling): Part[] => {
  const templates = templatesOf(telling);
  const sight = text(templates.sight[sees]);
  if (delayMinutes === 0) return sight;
  const form = new Intl.PluralRules(telling.lang).select(delayMinutes) === 'one' ? 'one' : 'other';
  return fill(templates.sightLater[form], { sight, n: text(String(delayMinutes)) }, false);
};

const titleOf = (telling: Telling, clause: string): Part[] =>
  titleParts(telling, telling.articles.get(clause)?.title[telling.lang] ?? clause);

const clauseAdded = (event: Of<'clauseAdded'>, telling: Telling): Part[] =>
  fill(
    templatesOf(telling).clauseAdded,
    {
      articleSubject: articleParts(telling, event.clause.id, 'subject'),
      title: titleParts(telling, event.clause.title[telling.lang]),
    },
    false,
  );

const askedTemplate = (move: string, telling: Telling): string => {
  const asked: Readonly<Record<string, string>> = templatesOf(telling).asked;
  return asked[move] ?? templatesOf(telling).asked.other;
};

const authority = (
  event: Of<'authorityChanged'>,
  telling: Telling,
  tell: (template: string, values?: Values) => Part[],
): Part[] => {
  const templates = templatesOf(telling);
  if (event.authority === 'all') return tell(templates.authorityChanged.all);
  if (event.authority.length === 0) return tell(templates.authorityChanged.none);
  const numbers = event.authority.map((clause) =>
    String(telling.articles.get(clause)?.number ?? `“${clause}”`),
  );
  const list = new Intl.ListFormat(telling.lang).format(numbers);
  const template = numbers.length === 1 ? templates.articles_one : templates.articles_other;
  return tell(templates.authorityChanged.some, { articles: fill(template, { list: text(list) }, false) });
};

/** Whether all the characters were typed by the party itself: then it restores or withdraws, else accepts or brackets. */
const ownWords = (event: Of<'adopted' | 'struck'>, telling: Telling): boolean => {
  const index = telling.board?.parties.find((party) => party.id === event.party)?.index;
  return event.ranges.every((range: Range) => partyIndexOf(range[0]) === index);
};

const words = (event: Of<'adopted' | 'struck'>, telling: Telling): Part[] =>
  event.words.trim() === ''
    ? text(templatesOf(telling).noWords)
    : quoted(event.words, event.lang, telling.lang);

const others = (telling: Telling, party: string): Part[] => {
  const other = telling.board?.parties.find((each) => each.id !== party);
  return other === undefined ? [] : partyParts(telling, other.id, 'of');
};

/** "Cobalt in stock" as it stands within a sentence; "US cost share" keeps its capitals. */
const within = (label: string): string =>
  /^\p{Lu}(?:\p{Ll}|\s)/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const termSet = (
  event: Of<'termSet'>,
  telling: Telling,
  tell: (template: string, values?: Values) => Part[],
): Part[] => {
  const { lang } = telling;
  const templates = templatesOf(telling);
  const definition = termOf(telling, event.clause, event.term);
  const term: Part[] = [{ kind: 'term', text: within(definition?.label[lang] ?? event.term) }];
  if (definition === undefined) return tell(templates.termOpened, { term, to: text(String(event.to)) });
  if (event.from === null)
    return tell(templates.termOpened, { term, to: text(formatTermValue(definition, event.to, lang)) });
  if (definition.kind === 'set' && Array.isArray(event.from) && Array.isArray(event.to))
    return setChanged(definition, [event.from, event.to], term, telling, tell);
  const change = formatChange(definition, event.from, event.to, lang);
  return tell(templates.termMoved, { term, from: text(change.from), to: text(change.to) });
};

const setChanged = (
  definition: TermDefinition,
  [from, to]: readonly [readonly string[], readonly string[]],
  term: Part[],
  telling: Telling,
  tell: (template: string, values?: Values) => Part[],
): Part[] => {
  const templates = templatesOf(telling).setChanged;
  const list = (ids: TermValue): Part[] => text(formatTermValue(definition, ids, telling.lang));
  const added = to.filter((id) => !from.includes(id));
  const removed = from.filter((id) => !to.includes(id));
  const values = { term, added: list(added), removed: list(removed) };
  if (removed.length === 0) return tell(templates.added, values);
  return tell(added.length === 0 ? templates.removed : templates.both, values);
};

/** What follows from an act is told only where it stands alone. */
const FOLLOWS: ReadonlySet<Event['type']> = new Set(['removed', 'revisionEnded']);

/** The events of an entry that are worth a sentence, in order; never none. */
export const toldEvents = (entry: LedgerEntry): readonly Event[] => {
  // Where observers only come to see otherwise, nothing had been kept from them.
  const kept = entry.events.some(({ type }) => type === 'sightSet') ? 'shown' : null;
  const acts = entry.events.filter(({ type }) => !FOLLOWS.has(type) && type !== kept);
  // Whoever comes into an absent head's or chair's seat: one coming, one sentence.
  const succession = acts.find((event) => event.type === 'headChanged' || event.type === 'seatEnded');
  if (succession !== undefined) return [succession];
  if (acts.length > 0) return acts;
  const first = entry.events.find((event) => event.type === 'revisionEnded') ?? entry.events[0];
  return first === undefined ? [] : [first];
};

/** What somebody wrote beside the act: a note, a reason. */
export const noteOf = (event: Event): string | null => {
  switch (event.type) {
    case 'proposed':
      return event.note;
    case 'declined':
    case 'reopeningAsked':
    case 'reserved':
    case 'reserveLifted':
      return event.reason;
    default:
      return null;
  }
};

/** The language of the treaty's text that an event is about, where it is about one alone. */
export const textLanguageOf = (event: Event): Language | null =>
  event.type === 'adopted' || event.type === 'struck' ? event.lang : null;

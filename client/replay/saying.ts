// What happened at a moment, in one sentence: a move as the history tells it, typing by how much of it there was.
import { fill, text } from '../history/parts.ts';
import type { Part } from '../history/parts.ts';
import { articleParts, partyParts, templatesOf } from '../history/telling.ts';
import type { Telling } from '../history/telling.ts';
import { toldEvents, wholeSentenceOf } from '../../shared/telling/sentences.ts';
import { grammarOf } from '../article/parties.ts';
import { formatNumber } from '../i18n/format.ts';
import { replaySentences as en } from '../locales/en/replay.ts';
import { replaySentences as fr } from '../locales/fr/replay.ts';
import type { Step } from './course.ts';

const WORDS = { en, fr } as const;

const PLURALS = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') } as const;

/** Nothing for the moment before anything happened. */
export const sentenceOfStep = (step: Step | null, telling: Telling): Part[] => {
  if (step === null) return [];
  if (step.kind === 'move') {
    const [event] = toldEvents(step.entry);
    return event === undefined ? [] : wholeSentenceOf(event, telling);
  }
  return burst(step, telling);
};

const burst = (step: Extract<Step, { kind: 'burst' }>, telling: Telling): Part[] => {
  const words = WORDS[telling.lang];
  const { party, clause, added, removed } = step;
  const template = removed === 0 ? words.typed : added === 0 ? words.deleted : words.worked;
  const counted = (count: number): Part[] => {
    const rule = PLURALS[telling.lang].select(count);
    const form = rule === 'one' ? words.characters_one : words.characters_other;
    return text(form.replace('{{count}}', formatNumber(count, telling.lang)));
  };
  const values = {
    subject: party === null ? text(templatesOf(telling).chair) : partyParts(telling, party, 'subject'),
    articleIn: clause === null ? text('') : articleParts(telling, clause, 'in'),
    language: text(words.languages[step.lang]),
    added: counted(added),
    removed: counted(removed),
  };
  return fill(template, values, party !== null && grammarOf(party, telling.lang).plural);
};

// What the page says, in the reader's language: a movement in words, a delegation, an article, a distance.
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, PartyId } from '../../shared/board.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { grammarOf } from '../article/parties.ts';
import { formatDay, formatList, formatMoment, formatOrdinal, formatTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { formatChange, formatNumber, formatTermValue } from '../terms/format.ts';
import { definitionOf } from './shape.ts';
import type { Movement } from './shape.ts';

export type Wording = ReturnType<typeof useWording>;

type Articles = MovementsAnswer['articles'];
type T = TFunction;

/** One line for each thing that moved. */
const linesOf = (movement: Movement, articles: Articles, lang: Language, t: T): string[] => [
  ...movement.terms.map((shift) => figureLine(movement, shift, articles, lang, t)),
  ...wordLines(movement, lang, t),
];

const figureLine = (
  { clause }: Movement,
  { term, from, to, share }: Movement['terms'][number],
  articles: Articles,
  lang: Language,
  t: T,
): string => {
  const definition = definitionOf(articles, clause, term);
  const label = definition?.label[lang] ?? term;
  if (definition === undefined || to === null) return t('concessions.figureUnset', { term: label });
  if (from === null)
    return t('concessions.figureSet', { term: label, to: formatTermValue(definition, to, lang) });
  if (typeof to !== 'number')
    return t('concessions.figureChanged', {
      term: label,
      from: formatTermValue(definition, from, lang),
      to: formatTermValue(definition, to, lang),
    });
  const moved = t('concessions.figureTo', { term: label, ...formatChange(definition, from, to, lang) });
  if (share === null || Math.abs(share) >= 1 || share === 0) return moved;
  return `${moved} (${t('concessions.share', { share: percent(share, lang) })})`;
};

const percent = (share: number, lang: Language): string => {
  const number = formatNumber(Math.round(Math.abs(share) * 100), lang);
  const sign = share < 0 ? '−' : '';
  return lang === 'fr' ? `${sign}${number}\u202f%` : `${sign}${number}%`;
};

/** What moved in the text of the reader's language, and whether the other language moved with it. */
const wordLines = ({ act, words }: Movement, lang: Language, t: T): string[] => {
  const shown = words.find((each) => each.lang === lang) ?? words[0];
  if (shown === undefined) return [];
  const where = words.length > 1 ? t('concessions.words.both') : t(`concessions.words.only.${shown.lang}`);
  const { gained, lost } = shown;
  const key = wordKey(act === 'typed', gained !== '', lost !== '');
  return [`${t(`concessions.words.${key}`, { gained, lost })} (${where})`];
};

const wordKey = (typed: boolean, gained: boolean, lost: boolean) => {
  if (!gained) return lost ? 'lost' : 'marks';
  if (typed) return lost ? 'wrote' : 'added';
  return lost ? 'took' : 'gained';
};

export const useWording = (answer: MovementsAnswer) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  return useMemo(() => {
    const { articles, parties } = answer;
    const label = (party: PartyId): string => parties.find(({ id }) => id === party)?.label[lang] ?? party;
    const subject = (party: PartyId): string => `${grammarOf(party, lang).subject}${label(party)}`;
    const of = (party: PartyId): string => `${grammarOf(party, lang).of}${label(party)}`;
    const article = (id: string): string => {
      const its = articles.find((each) => each.id === id);
      return its?.number === undefined || its.number === null
        ? (its?.title[lang] ?? id)
        : t('concessions.articleName', { number: its.number });
    };
    const apart = (value: number): string => formatNumber(Math.round(value * 10) / 10, lang);
    const lines = (movement: Movement): string[] => linesOf(movement, articles, lang, t);
    const change = ({ before, after }: Movement): string =>
      t('concessions.apartChange', { before: apart(before.apart), after: apart(after.apart) });
    const sentence = (movement: Movement): string =>
      t('concessions.sentence', { lines: formatList(lines(movement), lang), change: change(movement) });
    return {
      lang,
      label,
      subject,
      of,
      article,
      apart,
      lines,
      change,
      /** What moved, and by how much. */
      sentence,
      day: (at: number): string => formatDay(at, lang),
      moment: (at: number): string => formatMoment(at, lang),
      time: (at: number): string => formatTime(at, lang),
      sitting: (sitting: number): string =>
        t('concessions.sitting', { ordinal: formatOrdinal(sitting, lang) }),
      title: (id: string): string => articles.find((each) => each.id === id)?.title[lang] ?? id,
      /** All of it in one breath, for a mark that only shows a tick. */
      whole: (movement: Movement): string =>
        `${formatMoment(movement.at, lang)}. ${label(movement.party)}, ${article(movement.clause)}. ${sentence(movement)}`,
    };
  }, [answer, lang, t]);
};

// Signs that the languages of an article may have come apart: different brackets, paragraphs or citations, or one that
// has long stood still while the other moved. Signs only: whether two texts say the same, people decide.
import type { ClauseId, Language } from '../../shared/board.ts';
import type { ClauseView } from '../../shared/clause.ts';
import type { LedgerEntry } from '../../shared/events.ts';

export type Discord =
  | { kind: 'brackets'; en: number; fr: number }
  | { kind: 'paragraphs'; en: number; fr: number }
  | { kind: 'citations'; en: number; fr: number }
  /** `behind` has not changed since `at`, the other has. */
  | { kind: 'behind'; behind: Language; at: number; other: number };

const STILL = 15 * 60_000;

const paragraphs = (reading: string): number =>
  reading.split('\n').filter((line) => line.trim() !== '').length;
const citations = (reading: string): number => reading.match(/\{[a-z][a-z0-9-]{0,31}\}/g)?.length ?? 0;

/** When the words of an article were last moved on record, by language; null where they never were. */
export const lastChanges = (
  history: readonly LedgerEntry[],
  clause: ClauseId,
): Record<Language, number | null> => {
  const last: Record<Language, number | null> = { en: null, fr: null };
  for (let index = history.length - 1; index >= 0 && (last.en === null || last.fr === null); index -= 1) {
    const entry = history[index];
    for (const event of entry?.events ?? []) {
      if (!('clause' in event) || event.clause !== clause) continue;
      if (event.type === 'adopted' || event.type === 'struck') last[event.lang] ??= entry?.at ?? null;
      if (event.type !== 'accepted') continue;
      if (event.adopted.en.length + event.struck.en.length > 0) last.en ??= entry?.at ?? null;
      if (event.adopted.fr.length + event.struck.fr.length > 0) last.fr ??= entry?.at ?? null;
    }
  }
  return last;
};

/** None where the board has but one language. */
export const discordsOf = (
  seen: ClauseView,
  changed: Readonly<Record<Language, number | null>>,
  languages: readonly Language[],
): readonly Discord[] => {
  if (languages.length < 2) return [];
  const { en, fr } = seen.gap.languages;
  const readings = (lang: Language): readonly string[] => Object.values(seen.texts[lang].readings);
  const most = (lang: Language, count: (reading: string) => number): number =>
    Math.max(0, ...readings(lang).map(count));
  const counted = (kind: 'paragraphs' | 'citations', count: (reading: string) => number): Discord[] =>
    most('en', count) === most('fr', count) ? [] : [{ kind, en: most('en', count), fr: most('fr', count) }];
  return [
    ...(en.brackets === fr.brackets ? [] : [{ kind: 'brackets', en: en.brackets, fr: fr.brackets } as const]),
    ...counted('paragraphs', paragraphs),
    ...counted('citations', citations),
    ...behind(changed),
  ];
};

const behind = ({ en, fr }: Readonly<Record<Language, number | null>>): Discord[] => {
  if (en === null || fr === null || Math.abs(en - fr) < STILL) return [];
  return en < fr
    ? [{ kind: 'behind', behind: 'en', at: en, other: fr }]
    : [{ kind: 'behind', behind: 'fr', at: fr, other: en }];
};

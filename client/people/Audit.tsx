// What was done about seats, for the chair: no part of the record.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_PIECE } from '../../shared/invitations.ts';
import type { AuditEntry, Person } from '../../shared/invitations.ts';
import { formatMoment, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { useList } from './useList.ts';
import type { Scope } from './scope.ts';
import { aboutOf, useActWords } from './audit-words.ts';
import { useWording } from './wording.ts';

export const Audit = ({ scope, people }: { scope: Scope; people: readonly Person[] }) => {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="audit" className="people-audit">
      <h2 id="audit">{t('people.audit.title')}</h2>
      <p className="quiet">{t('people.audit.text')}</p>
      <Entries scope={scope} people={people} />
    </section>
  );
};

/** The newest, and the earlier ones that were asked for; one that was read once stays. */
const useEntries = (scope: Scope, people: readonly Person[]) => {
  const { routes } = scope;
  const [known, setKnown] = useState<ReadonlyMap<number, AuditEntry>>(new Map());
  const [isWhole, setWhole] = useState(false);
  const take = useCallback((items: readonly AuditEntry[]): void => {
    setKnown((last) => new Map([...last, ...items.map((entry) => [entry.id, entry] as const)]));
    // A piece that is not full was the last.
    if (items.length < AUDIT_PIECE) setWhole(true);
  }, []);
  const newest = useCallback(
    async (signal: AbortSignal) => {
      const answer = await routes.audit(null, signal);
      if (answer.ok) take(answer.value);
      return answer;
    },
    [routes, take],
  );
  const { list } = useList(newest, people);
  const entries = [...known.values()].sort((a, b) => b.id - a.id);
  const more = async (): Promise<void> => {
    const answer = await routes.audit(entries.at(-1)?.id ?? null, new AbortController().signal);
    if (answer.ok) take(answer.value);
  };
  return { entries, more: isWhole ? null : more, asking: list.kind === 'asking' };
};

const Entries = ({ scope, people }: { scope: Scope; people: readonly Person[] }) => {
  const { t } = useTranslation();
  const { entries, more, asking } = useEntries(scope, people);
  if (asking) return <output>{t('common.loading')}</output>;
  if (entries.length === 0) return <p className="quiet">{t('people.audit.none')}</p>;
  return (
    <>
      <ol className="plain-list audit-rows">
        {entries.map((entry) => (
          <Entry key={entry.id} scope={scope} people={people} entry={entry} />
        ))}
      </ol>
      {more !== null && (
        <Button variant="small" onPress={() => void more()}>
          {t('people.audit.earlier')}
        </Button>
      )}
    </>
  );
};

const Entry = ({ scope, people, entry }: { scope: Scope; people: readonly Person[]; entry: AuditEntry }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const wording = useWording(scope);
  const words = useActWords();
  const about = aboutOf(entry, wording, people);
  return (
    <li>
      <time className="quiet figure" dateTime={isoTime(entry.at)}>
        {formatMoment(entry.at, language)}
      </time>
      <span>
        {about === null ? words(entry.act) : t('people.audit.line', { act: words(entry.act), about })}
        <span className="quiet">{`, ${t('people.audit.by', { who: wording.who(entry.by, people) })}`}</span>
      </span>
    </li>
  );
};

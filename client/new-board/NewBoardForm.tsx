// The form for a new board: what it is called, who negotiates, about what, behind which doors.
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Language } from '../../shared/board.ts';
import { countRemarks } from '../../shared/notation/import-sentences.ts';
import { importTexts } from '../../shared/notation/import.ts';
import type { Imported } from '../../shared/notation/import.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import type { SeatsRule } from '../../shared/seats.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { usePartyColours } from '../parties/colours.ts';
import { Button } from '../ui/Button.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { AgendaFields } from './AgendaFields.tsx';
import { createBoard } from './create.ts';
import type { Created } from './create.ts';
import { faultsOf, firstDraft, inBoth, partiesOf, requestOf } from './draft.ts';
import type { Draft, Faults } from './draft.ts';
import { PartiesFields } from './PartiesFields.tsx';
import { FromText } from './FromText.tsx';
import { TitleFields } from './TitleFields.tsx';

/** What every part of the form is handed. */
export type FormPart = {
  draft: Draft;
  change: (next: Partial<Draft>) => void;
  /** Empty until the board is asked for: nobody is told of a fault that they are about to put right. */
  faults: Faults;
};

const NO_FAULTS: Faults = new Map();

/** The text as it is read with the parties of the form. */
const useImported = (draft: Draft): { imported: Imported; ready: boolean } => {
  const { text, languages, parties } = draft;
  const source = useMemo(() => {
    const said = (lang: Language): string => (languages.some((each) => each === lang) ? text[lang] : '');
    return { en: said('en'), fr: said('fr') };
  }, [text, languages]);
  const asked = useMemo(() => ({ source, parties, languages }), [source, parties, languages]);
  const read = useDeferredValue(asked);
  const imported = useMemo(() => importTexts(read.source, partiesOf(read), read.languages), [read]);
  const pasted = source.en.trim() !== '' || source.fr.trim() !== '';
  return { imported, ready: pasted && read === asked };
};

/** Why a board cannot be laid from the text, as far as the text goes. */
const useHindrance = ({ agenda, languages, text }: Draft, imported: Imported): string | null => {
  const { t } = useTranslation();
  if (agenda === 'empty') return null;
  if (languages.every((lang) => text[lang].trim() === '')) return t('newBoard.hindrance.nothing');
  return imported.ok ? null : t('newBoard.hindrance.errors', { count: countRemarks(imported.report).errors });
};

type Done = (created: Extract<Created, { ok: true }>, title: string) => void;

export const NewBoardForm = ({ seats, done }: { seats: SeatsRule; done: Done }) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(firstDraft);
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const { imported, ready } = useImported(draft);
  const faults = faultsOf(draft, imported.title !== null);
  const hindrance = useHindrance(draft, imported);
  const creating = useCreating(done);
  const parties = partiesOf(draft);
  usePartyColours(parties);
  useFirstFault(form, asked);
  const part: FormPart = {
    draft,
    change: (next) => setDraft((last) => ({ ...last, ...next })),
    faults: asked > 0 ? faults : NO_FAULTS,
  };
  const fromText = draft.agenda === 'text';
  const submit = (): void => {
    setAsked(asked + 1);
    if (faults.size === 0) void creating.create(draft, imported);
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="lead">{t(seats === 'open' ? 'newBoard.leadOpen' : 'newBoard.lead')}</p>
      <TitleFields {...part} />
      <PartiesFields {...part} parties={parties} />
      <section aria-labelledby="new-articles">
        <h2 id="new-articles">{t('newBoard.agenda')}</h2>
        <RadioGroup
          label={t('newBoard.agendaFrom')}
          choices={[
            { id: 'text', label: t('newBoard.fromText') },
            { id: 'empty', label: t('newBoard.fromTitles') },
          ]}
          value={draft.agenda}
          onChange={(agenda) => part.change({ agenda })}
        />
        {fromText ? (
          <FromText {...part} parties={parties} imported={imported} ready={ready} />
        ) : (
          <AgendaFields {...part} />
        )}
      </section>
      <section aria-labelledby="new-doors">
        <h2 id="new-doors">{t('newBoard.doors')}</h2>
        <RadioGroup
          label={t('newBoard.doorsLabel')}
          choices={[
            { id: 'closed', label: t('newBoard.doorsClosed') },
            { id: 'open', label: t('newBoard.doorsOpen') },
          ]}
          value={draft.doors}
          onChange={(doors) => part.change({ doors })}
        />
      </section>
      <div className="new-board-create">
        <Button
          variant="main"
          type="submit"
          isDisabled={creating.busy || (fromText && !(ready && imported.ok))}
          {...(hindrance === null ? {} : { 'aria-describedby': 'new-board-hindrance' })}
        >
          {creating.busy ? t('newBoard.creating') : t('newBoard.create')}
        </Button>
        <Link to="/">{t('table.closed.lobby')}</Link>
        {hindrance !== null && (
          <p id="new-board-hindrance" className="quiet">
            {hindrance}
          </p>
        )}
        <p role="alert">
          {part.faults.size > 0 ? t('newBoard.faults', { count: part.faults.size }) : creating.error}
        </p>
      </div>
    </form>
  );
};

const useCreating = (done: Done) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const create = async (draft: Draft, imported: Imported): Promise<void> => {
    setBusy(true);
    setError(null);
    const created = await createBoard(requestOf(draft));
    setBusy(false);
    const title = inBoth(draft.title)[language] || (imported.title?.[language] ?? '');
    if (created.ok) done(created, title);
    else
      setError(
        created.code === 'offline'
          ? t('newBoard.offline')
          : refusalSentence(asRefusalCode(created.code), language),
      );
  };
  return { busy, error, create };
};

/** Whoever asked for a board that cannot be is led to the first thing to put right. */
const useFirstFault = (form: { current: HTMLFormElement | null }, asked: number): void => {
  useEffect(() => {
    if (asked === 0) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]');
    field?.focus();
  }, [form, asked]);
};

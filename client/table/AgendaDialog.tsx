// The questions that a change of the agenda asks first: titles in both languages, or whether it is meant.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Localised } from '../../shared/board.ts';
import type { Move } from '../../shared/moves.ts';
import type { ClauseState } from '../../shared/state.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { languagesOf } from '../i18n/languages.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { MoveButton } from '../ui/MoveButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { freshClauseId } from './fresh-clause.ts';
import { useAct } from './told.ts';

export type AgendaQuestion =
  | { kind: 'add' }
  | { kind: 'retitle'; clause: ClauseState; number: number }
  | { kind: 'drop'; clause: ClauseState; number: number };

type Props = { view: TableView; question: AgendaQuestion; close: () => void };

export const AgendaDialog = ({ view, question, close }: Props) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const act = useAct(view);
  const state = useSlice(view, (snapshot) => snapshot.state);
  const languages = languagesOf(state.board);
  const titles = useTitles(
    question.kind === 'retitle' ? question.clause.title : { en: '', fr: '' },
    languages,
  );
  const isHead = useSlice(view, ({ seat }) => seat.role === 'head');
  const heading = {
    add: () => t('table.agenda.addTitle'),
    retitle: (number: number) => t('table.agenda.retitleTitle', { number }),
    drop: (number: number, title: string) => t('table.agenda.dropTitle', { number, title }),
  };
  const [title, does, move] = ((): [string, string, Move] => {
    switch (question.kind) {
      case 'add': {
        const clause = { id: freshClauseId(state, titles.value.en), title: titles.value, terms: [] };
        return [heading.add(), t('table.agenda.doAdd'), { kind: 'addClause', clause }];
      }
      case 'retitle': {
        const retitle: Move = { kind: 'retitle', clause: question.clause.id, title: titles.value };
        return [heading.retitle(question.number), t('table.agenda.doRetitle'), retitle];
      }
      case 'drop': {
        const drop: Move = { kind: 'dropClause', clause: question.clause.id };
        const name = question.clause.title[language];
        return [heading.drop(question.number, name), t('table.agenda.doDrop'), drop];
      }
    }
  })();
  const send = (): void => {
    if (question.kind !== 'drop' && !titles.complain()) return;
    act(move);
    close();
  };
  return (
    <Dialog title={title} isOpen onOpenChange={close}>
      <div className="stack">
        {question.kind === 'drop' ? <p>{t('table.agenda.dropText')}</p> : <Titles titles={titles} />}
        {isHead && <p className="quiet">{t('table.agenda.both')}</p>}
      </div>
      <DialogActs>
        <MoveButton view={view} move={move} variant="main" onPress={send}>
          {does}
        </MoveButton>
        <Button onPress={close}>{t('common.cancel')}</Button>
      </DialogActs>
    </Dialog>
  );
};

type TitlesState = {
  languages: readonly Language[];
  /** With the one title in both places where the board has one language. */
  value: Localised;
  typed: Localised;
  error: string | null;
  type: (lang: Language, title: string) => void;
  /** Whether all are there; says so where not. */
  complain: () => boolean;
};

const useTitles = (initial: Localised, languages: readonly Language[]): TitlesState => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [only] = languages.length === 1 ? languages : [];
  const en = typed[only ?? 'en'].trim();
  const fr = typed[only ?? 'fr'].trim();
  const value = useMemo(() => ({ en, fr }), [en, fr]);
  return {
    languages,
    value,
    typed,
    error,
    type: (lang, title) => {
      setTyped({ ...typed, [lang]: title });
      setError(null);
    },
    complain: () => {
      const whole = en !== '' && fr !== '';
      if (!whole) setError(t(only === undefined ? 'table.agenda.needTitles' : 'table.agenda.needTitle'));
      return whole;
    },
  };
};

const Titles = ({ titles: { languages, typed, error, type } }: { titles: TitlesState }) => {
  const { t } = useTranslation();
  const labels = { en: t('table.agenda.titleEn'), fr: t('table.agenda.titleFr') };
  return languages.map((lang) => (
    <TextField
      key={lang}
      label={languages.length > 1 ? labels[lang] : t('table.agenda.title')}
      lang={lang}
      value={typed[lang]}
      maxLength={200}
      error={typed[lang].trim() === '' ? error : null}
      onChange={(title) => type(lang, title)}
    />
  ));
};

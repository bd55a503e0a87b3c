// Propose or counter: one's own position goes on record as a numbered revision, with a note. It is shown as it will be
// tabled, in every language.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import { valuesOf } from '../../shared/clause.ts';
import type { ClauseState } from '../../shared/state.ts';
import { standingRevision } from '../../shared/state.ts';
import { MAX_NOTE } from '../../shared/moves.ts';
import { phraseOf } from '../article/parties.ts';
import { useClauseView } from '../article/useClauseView.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { languagesOf } from '../i18n/languages.ts';
import { Words } from '../positions/Words.tsx';
import type { TableView } from '../session/view.ts';
import { formatTermValue } from '../terms/format.ts';
import { TextField } from '../ui/TextField.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { discordsOf, lastChanges } from './concordance.ts';
import { Discords } from './Discords.tsx';
import { MoveDialog } from './MoveDialog.tsx';

export type ArticleDialogProps = {
  view: TableView;
  clause: ClauseState;
  number: number;
  own: PartyId;
  other: PartyId;
  onClose: () => void;
};

const Values = ({ clause, party }: { clause: ClauseState; party: PartyId }) => {
  const lang = useLanguage();
  const values = valuesOf(clause, party);
  const set = clause.terms.flatMap((definition) => {
    const value = values[definition.id];
    return value === undefined ? [] : [{ definition, value }];
  });
  if (set.length === 0) return null;
  return (
    <dl className="figure-changes">
      {set.map(({ definition, value }) => (
        <div key={definition.id}>
          <dt>{definition.label[lang]}</dt>
          <dd>{formatTermValue(definition, value, lang)}</dd>
        </div>
      ))}
    </dl>
  );
};

/** One's own position in every language of the board, side by side. */
export const PositionTexts = ({
  view,
  clause,
  party,
}: {
  view: TableView;
  clause: ClauseState;
  party: PartyId;
}) => {
  const { t } = useTranslation();
  const seen = useClauseView(view, clause);
  const values = valuesOf(clause, party);
  const languages = useSlice(view, ({ state }) => languagesOf(state.board));
  return (
    <div className={languages.length > 1 ? 'text-changes two' : 'text-changes'}>
      {languages.map((lang) => (
        <section key={lang}>
          <h3 className="change-lang">{t(`moves.text.${lang}`)}</h3>
          <div lang={lang}>
            {(seen.texts[lang].readings[party] ?? '').split('\n').map((line, index) => (
              // A paragraph has no other identity than its place.
              // eslint-disable-next-line react/no-array-index-key
              <p key={index} className="change-text">
                <Words text={line} clause={clause} values={values} lang={lang} />
              </p>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
};

export const ProposeDialog = ({ view, clause, number, own, other, onClose }: ArticleDialogProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [note, setNote] = useState('');
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const history = useSlice(view, (snapshot) => snapshot.history);
  const seen = useClauseView(view, clause);
  const languages = languagesOf(board);
  const discords = useMemo(
    () => discordsOf(seen, lastChanges(history, clause.id), languages),
    [seen, history, clause.id, languages],
  );
  const revision = clause.revisions.length + 1;
  const answers = standingRevision(clause, other);
  const supersedes = standingRevision(clause, own);
  const counter = answers !== undefined;
  return (
    <MoveDialog
      view={view}
      shape={languages.length > 1 ? 'wide' : 'page'}
      title={t(counter ? 'moves.propose.counterTitle' : 'moves.propose.title', { number, revision })}
      moves={[{ kind: 'propose', clause: clause.id, ...(note.trim() === '' ? {} : { note: note.trim() }) }]}
      act={t(counter ? 'moves.propose.counter' : 'moves.propose.act', { revision })}
      onClose={onClose}
    >
      <p className="move-lead">
        {t(languages.length > 1 ? 'moves.propose.lead' : 'moves.propose.leadOne', {
          other: phraseOf(board, other, lang, 'inside'),
        })}
        {supersedes !== undefined && ` ${t('moves.propose.supersedes', { revision: supersedes.revision })}`}
      </p>
      <Discords discords={discords} />
      <PositionTexts view={view} clause={clause} party={own} />
      <Values clause={clause} party={own} />
      <TextField
        label={t('moves.note')}
        hint={t('moves.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={MAX_NOTE}
        rows={2}
      />
    </MoveDialog>
  );
};

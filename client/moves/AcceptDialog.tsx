// Accept a revision: one's own position becomes exactly that revision. What this changes in it is shown first.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Revision } from '../../shared/state.ts';
import { phraseOf } from '../article/parties.ts';
import { useClauseView } from '../article/useClauseView.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useSlice } from '../ui/useSlice.ts';
import { FigureChanges, TextChanges } from './Changes.tsx';
import { changesOnAccept } from './changes.ts';
import { MoveDialog } from './MoveDialog.tsx';
import type { ArticleDialogProps } from './ProposeDialog.tsx';

export const AcceptDialog = ({
  view,
  clause,
  number,
  own,
  other,
  revision,
  onClose,
}: ArticleDialogProps & { revision: Revision }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const seen = useClauseView(view, clause);
  const { texts, figures } = useMemo(
    () => changesOnAccept(clause, seen, own, revision),
    [clause, seen, own, revision],
  );
  return (
    <MoveDialog
      view={view}
      shape={texts.length > 1 ? 'wide' : 'page'}
      title={t('moves.accept.title', {
        revision: revision.revision,
        of: phraseOf(board, other, lang, 'of'),
        number,
      })}
      moves={[{ kind: 'accept', clause: clause.id, revision: revision.revision, hash: revision.hash }]}
      act={t('moves.accept.act', { revision: revision.revision })}
      onClose={onClose}
    >
      <p className="move-lead">
        {texts.length + figures.length === 0 ? t('moves.accept.nothing') : t('moves.accept.lead')}
      </p>
      {revision.note !== null && <q className="move-note">{revision.note}</q>}
      {texts.length > 0 && (
        <TextChanges texts={texts} party={other} clause={clause} values={revision.values} />
      )}
      <FigureChanges figures={figures} />
    </MoveDialog>
  );
};

// Accept every bracket of the other side in an article at once, and with it, if one wishes, withdraw one's own words that
// stand against them.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { valuesOf } from '../../shared/clause.ts';
import type { Move } from '../../shared/moves.ts';
import { phraseOf } from '../article/parties.ts';
import { useClauseView } from '../article/useClauseView.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { TextChanges } from './Changes.tsx';
import { bracketsToAccept, readingOnAccept } from './changes.ts';
import type { BracketsToAccept } from './changes.ts';
import { MoveDialog } from './MoveDialog.tsx';
import type { ArticleDialogProps } from './ProposeDialog.tsx';

/** Accepting comes first in each language, so that no moment shows a sentence with neither side's words in it. */
const movesFor = (clause: string, brackets: readonly BracketsToAccept[], striking: boolean): Move[] =>
  brackets.flatMap(({ lang, adopt, strike }): Move[] => [
    { kind: 'adopt', clause, lang, ranges: [...adopt] },
    ...(striking && strike.length > 0
      ? [{ kind: 'strike' as const, clause, lang, ranges: [...strike] }]
      : []),
  ]);

export const AcceptBracketsDialog = ({ view, clause, number, own, other, onClose }: ArticleDialogProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [striking, setStriking] = useState(true);
  const state = useSlice(view, (snapshot) => snapshot.state);
  const seen = useClauseView(view, clause);
  const brackets = useMemo(
    () => bracketsToAccept(state, seen, clause, own, other),
    [state, seen, clause, own, other],
  );
  const texts = useMemo(
    () => brackets.map((each) => readingOnAccept(seen, own, each, striking)),
    [brackets, seen, own, striking],
  );
  const [first, ...rest] = movesFor(clause.id, brackets, striking);
  const against = brackets.some(({ strike }) => strike.length > 0);
  if (first === undefined) return null;
  return (
    <MoveDialog
      view={view}
      shape={texts.length > 1 ? 'wide' : 'page'}
      title={t('moves.brackets.title', { of: phraseOf(state.board, other, lang, 'of'), number })}
      moves={[first, ...rest]}
      act={t('moves.brackets.act')}
      onClose={onClose}
    >
      <p className="move-lead">{t('moves.brackets.lead')}</p>
      {against && (
        <Checkbox isSelected={striking} onChange={setStriking}>
          {t('moves.brackets.withdraw')}
        </Checkbox>
      )}
      <TextChanges texts={texts} party={other} clause={clause} values={valuesOf(clause, own)} />
    </MoveDialog>
  );
};

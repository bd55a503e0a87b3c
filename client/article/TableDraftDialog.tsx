// What tabling a draft will change in one's own position, before it does.
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import { announce } from '../moves/announce.ts';
import type { DraftStore } from '../drafts/store.ts';
import { tableDraft } from '../drafts/table-draft.ts';
import type { TablingSegment } from '../drafts/table-draft.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import type { OwnDraft } from './DraftSheet.tsx';
import '../moves/moves.css';
import '../positions/positions.css';

const Segment = ({ segment, after }: { segment: TablingSegment; after: TablingSegment | undefined }) => {
  switch (segment.kind) {
    case 'kept':
      return segment.text;
    case 'added':
      return (
        <>
          {after?.kind === 'removed' && ' '}
          <ins>{segment.text}</ins>
        </>
      );
    case 'removed':
      return <del>{segment.text}</del>;
  }
};

export const TableDraftDialog = ({
  view,
  drafts,
  clause,
  number,
  party,
  changed,
  onClose,
}: {
  view: TableView;
  drafts: DraftStore;
  clause: ClauseState;
  number: number;
  party: PartyId;
  changed: readonly OwnDraft[];
  onClose: (tabled: boolean) => void;
}) => {
  const { t } = useTranslation();
  const table = (): void => {
    for (const { lang, draft } of changed) {
      if (draft === null || tableDraft(view, clause.id, lang, draft) === null) continue;
      drafts.discard(clause.id, lang);
    }
    announce(t('article.draft.tabled'));
    onClose(true);
  };
  return (
    <Dialog
      title={t('article.draft.dialogTitle', { number })}
      shape={changed.length > 1 ? 'wide' : 'page'}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose(false);
      }}
    >
      <div className="move-dialog">
        <p className="move-lead">{t('article.draft.lead')}</p>
        <div className={`text-changes ${changed.length > 1 ? 'two' : ''}`} data-party={party}>
          {changed.map(({ lang, tabling }) => (
            <section key={lang}>
              <h3 className="change-lang">{t(`moves.text.${lang}`)}</h3>
              <p className="change-text as-typed" lang={lang}>
                {tabling.segments.map((segment, index) => (
                  // A segment has no other identity than its place.
                  // eslint-disable-next-line react/no-array-index-key
                  <Segment key={index} segment={segment} after={tabling.segments[index - 1]} />
                ))}
              </p>
            </section>
          ))}
        </div>
        <DialogActs>
          <Button variant="main" onPress={table}>
            {t('article.draft.act')}
          </Button>
          <Button onPress={() => onClose(false)}>{t('moves.cancel')}</Button>
        </DialogActs>
      </div>
    </Dialog>
  );
};

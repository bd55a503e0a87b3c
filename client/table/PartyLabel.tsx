// A delegation's short name in its colour and small capitals. The letters tell, the colour only helps.
import type { PartyId } from '../../shared/board.ts';
import { labelOf } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

export const PartyLabel = ({ view, party }: { view: TableView; party: PartyId }) => {
  const board = useSlice(view, ({ state }) => state.board);
  return (
    <b className="label" data-party={party}>
      {labelOf(board, party, useLanguage())}
    </b>
  );
};

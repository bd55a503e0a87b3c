// Which sitting it is, and a small menu for those who may open or adjourn one.
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/moves.ts';
import { sittingNow } from '../../shared/state.ts';
import type { BoardState } from '../../shared/state.ts';
import { phraseOf } from '../article/parties.ts';
import { formatMoment, formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { MoveButton } from '../ui/MoveButton.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { useAct } from './told.ts';

const OPEN: Move = { kind: 'openSitting' };
const ADJOURN: Move = { kind: 'adjourn' };

const useSittingWords = (state: BoardState): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const last = state.sittings.at(-1);
  if (last === undefined) return t('table.sitting.none');
  const ordinal = formatOrdinal(last.sitting, language);
  return last.adjournedAt === null
    ? t('table.sitting.under_way', { ordinal })
    : t('table.sitting.adjourned', { ordinal });
};

export const Sitting = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const words = useSittingWords(state);
  const mayAsk = view.acts !== null && (seat.role === 'head' || seat.role === 'chair');
  if (!mayAsk) return <span className="sitting">{words}</span>;
  return (
    <PopoverButton
      label={t('table.sitting.label')}
      button={
        <Button variant="quiet" className="sitting">
          {words}
          <span className="arrow" aria-hidden="true" />
        </Button>
      }
    >
      {(close) => <SittingActs view={view} close={close} />}
    </PopoverButton>
  );
};

const SittingActs = ({ view, close }: { view: TableView; close: () => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const act = useAct(view);
  const now = sittingNow(state);
  const move = now === undefined ? OPEN : ADJOURN;
  const asked = state.asked.find((each) => each.move === move.kind);
  const send = (): void => {
    act(move);
    close();
  };
  return (
    <div className="stack">
      {now !== undefined && (
        <p className="quiet">{t('table.sitting.since', { when: formatMoment(now.openedAt, language) })}</p>
      )}
      {asked !== undefined && (
        <p>
          {t(now === undefined ? 'table.sitting.openAsked' : 'table.sitting.adjournAsked', {
            party: phraseOf(state.board, asked.party, language, 'inside'),
          })}
        </p>
      )}
      <MoveButton view={view} move={move} variant="main" onPress={send}>
        {t(now === undefined ? 'table.sitting.open' : 'table.sitting.adjourn')}
      </MoveButton>
      {seat.role === 'head' && <p className="quiet">{t('table.sitting.jointly')}</p>}
    </div>
  );
};

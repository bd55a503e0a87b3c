// How the doors stand, in the bar; and for the chair and the heads what they may do about it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Move } from '../../shared/moves.ts';
import type { TableView } from '../session/view.ts';
import { useAct } from '../table/told.ts';
import { Button } from '../ui/Button.tsx';
import { MoveButton } from '../ui/MoveButton.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { SightDialog } from './SightDialog.tsx';
import { useSightWords, useSince } from './words.ts';
import './doors.css';

const CLOSE: Move = { kind: 'closeDoors' };
const OPEN: Move = { kind: 'openDoors' };

const Sign = ({ closed }: { closed: boolean }) => {
  const { t } = useTranslation();
  return (
    <span className={closed ? 'doors-sign closed' : 'doors-sign'}>
      <span className="door" aria-hidden="true" />
      {t(closed ? 'doors.closed' : 'doors.open')}
    </span>
  );
};

export const DoorsSign = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const closed = useSlice(view, ({ state }) => state.doors.kind === 'closed');
  const [setting, setSetting] = useState(false);
  if (view.acts === null) return <Sign closed={closed} />;
  return (
    <>
      <PopoverButton
        label={t('doors.label')}
        button={
          <Button variant="quiet" className="doors-button">
            <Sign closed={closed} />
            <span className="arrow" aria-hidden="true" />
          </Button>
        }
      >
        {(close) => (
          <DoorsActs
            view={view}
            close={close}
            set={() => {
              close();
              setSetting(true);
            }}
          />
        )}
      </PopoverButton>
      {setting && <SightDialog view={view} onClose={() => setSetting(false)} />}
    </>
  );
};

const DoorsActs = ({ view, close, set }: { view: TableView; close: () => void; set: () => void }) => {
  const { t } = useTranslation();
  const doors = useSlice(view, ({ state }) => state.doors);
  const sight = useSlice(view, ({ state }) => state.sight);
  const role = useSlice(view, ({ state, seat }) => state.seats.get(seat.id)?.role ?? seat.role);
  const act = useAct(view);
  const since = useSince();
  const words = useSightWords();
  const move = doors.kind === 'open' ? CLOSE : OPEN;
  const may = role === 'head' || role === 'chair';
  return (
    <div className="stack doors-acts">
      <p className="quiet">
        {doors.kind === 'open' ? t('doors.openNote') : t('doors.closedSince', { when: since(doors.since) })}
      </p>
      {may && (
        <>
          <MoveButton
            view={view}
            move={move}
            variant="main"
            onPress={() => {
              act(move);
              close();
            }}
          >
            {t(doors.kind === 'open' ? 'doors.close' : 'doors.askOpen')}
          </MoveButton>
          <p className="quiet">{t(doors.kind === 'open' ? 'doors.closeNote' : 'doors.askOpenNote')}</p>
        </>
      )}
      <p>{t('doors.now', { sight: words(sight) })}</p>
      {may && (
        <Button variant="quiet" className="underlined" onPress={set}>
          {t('doors.settings')}
        </Button>
      )}
      <Link to={`/b/${view.board}/public`}>{t('doors.see')}</Link>
    </div>
  );
};

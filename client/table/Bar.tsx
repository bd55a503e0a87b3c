// The bar: one line that says where one is, who is here, and whether all words are safe.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DoorsSign } from '../doors/DoorsSign.tsx';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { useHeightTold } from '../ui/useHeightTold.ts';
import { useSlice } from '../ui/useSlice.ts';
import { ConnectionAloud, ConnectionState } from './ConnectionState.tsx';
import { OwnSeat } from './OwnSeat.tsx';
import { RosterLine } from './Roster.tsx';
import { Sitting } from './Sitting.tsx';

export type BarProps = {
  view: TableView;
  /** Given where the history has no column of its own. */
  openHistory: (() => void) | null;
  openHelp: () => void;
};

export const Bar = ({ view, openHistory, openHelp }: BarProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const bar = useRef<HTMLElement>(null);
  useHeightTold(bar, '--bar');
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  return (
    <header className="bar" ref={bar}>
      <div className="bar-title">
        <h1>{board?.title[language]}</h1>
        <p>
          {board?.notice !== null && <span>{board?.notice[language]}</span>} <span>{t('common.agreed')}</span>
        </p>
      </div>
      <div className="bar-people">
        <RosterLine view={view} />
      </div>
      <div className="bar-seat">
        <span className="bar-now">
          <ConnectionState view={view} />
          <span className="bar-stack">
            <Sitting view={view} />
            <DoorsSign view={view} />
          </span>
        </span>
        {openHistory !== null && (
          <Button variant="small" className="bar-history" onPress={openHistory}>
            {t('table.history.open')}
          </Button>
        )}
        <ExportMenu view={view} />
        <LanguageSwitch />
        <Button variant="quiet" className="bar-help" aria-label={t('help.open')} onPress={openHelp}>
          <span aria-hidden="true">?</span>
        </Button>
        <OwnSeat view={view} />
      </div>
      <ConnectionAloud view={view} />
    </header>
  );
};

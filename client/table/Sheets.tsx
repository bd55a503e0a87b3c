// What slides in where there is no room beside the page.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DoorsSign } from '../doors/DoorsSign.tsx';
import type { OnShow } from '../history/HistoryLine.tsx';
import type { TableView } from '../session/view.ts';
import type { Sheet } from './BottomBar.tsx';
import { ConnectionState } from './ConnectionState.tsx';
import { History } from './History.tsx';
import { LeaveOwn, Leaving } from './OwnSeat.tsx';
import { Roster } from './Roster.tsx';
import { SheetOf } from './SheetOf.tsx';
import { Sitting } from './Sitting.tsx';

export const Sheets = ({
  view,
  open,
  close,
  contents,
  reading,
  goTo,
}: {
  view: TableView;
  open: Sheet | 'help' | null;
  close: () => void;
  contents: ReactNode;
  reading: ReactNode;
  goTo: OnShow;
}) => {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const dialog = (name: Sheet, title: string, children: ReactNode): ReactNode => (
    <SheetOf name={name} title={title} isOpen={open === name} close={close}>
      {children}
    </SheetOf>
  );
  return (
    <>
      {dialog('contents', t('table.contents.label'), contents)}
      {dialog('history', t('table.history.label'), <History view={view} goTo={goTo} />)}
      {dialog(
        'more',
        t('table.more'),
        <>
          {reading}
          <p className="more-now">
            <ConnectionState view={view} />
            <Sitting view={view} />
            <DoorsSign view={view} />
          </p>
          <Roster view={view} />
          <Leaving
            view={view}
            leave={() => {
              close();
              setLeaving(true);
            }}
          />
        </>,
      )}
      {leaving && <LeaveOwn view={view} close={() => setLeaving(false)} />}
    </>
  );
};

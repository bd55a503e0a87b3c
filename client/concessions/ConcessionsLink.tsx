// From the table's history to the page of the concession history; and, for heads, the act that opens its analysis to all.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TableView } from '../session/view.ts';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSlice } from '../ui/useSlice.ts';
import './link.css';

export const ConcessionsLink = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const isHead = useSlice(view, ({ seat }) => seat.role === 'head');
  const released = useSlice(view, ({ state }) => state.analysisReleased);
  return (
    <p className="concessions-link">
      <Link to={`/b/${view.board}/history`}>{t('concessions.link')}</Link>
      {isHead && !released && view.acts !== null && (
        <MoveButton view={view} move={{ kind: 'releaseAnalysis' }} variant="quiet">
          {t('concessions.release.act')}
        </MoveButton>
      )}
    </p>
  );
};

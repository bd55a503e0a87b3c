// The list of articles: number, title, where each stands and whose answer it awaits, and the sum of it all.
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { Agenda } from './Agenda.tsx';
import { anchorOf } from './anchors.ts';
import { LogRecord } from './LogRecord.tsx';
import { StandingWords } from './StandingWords.tsx';
import { totalsOf } from './standing.ts';
import type { Standing } from './standing.ts';

export type ContentsProps = {
  view: TableView;
  standings: readonly Standing[];
  /** The article before the reader's eyes. */
  current: ClauseId | null;
  goTo: (clause: ClauseId) => void;
};

export const Contents = ({ view, standings, current, goTo }: ContentsProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const board = useSlice(view, ({ state }) => state.board);
  const own = useSlice(view, ({ seat }) => seat.party);
  return (
    <nav aria-labelledby="contents-title" className="contents" id="contents" tabIndex={-1}>
      <div className="contents-head">
        <h2 className="rubric" id="contents-title">
          {t('table.contents.label')}
        </h2>
        <Agenda view={view} current={current} />
      </div>
      {standings.length === 0 && <p className="quiet">{t('table.contents.none')}</p>}
      <ol className="plain-list">
        {standings.map((standing, index) => (
          <li key={standing.id}>
            <a
              href={`#${anchorOf(standing.id)}`}
              aria-current={standing.id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(standing.id);
              }}
            >
              <span className="figure">{index + 1}</span>
              <span>
                {standing.title[language]}
                <StandingWords standing={standing} board={board} own={own} />
              </span>
            </a>
          </li>
        ))}
      </ol>
      {standings.length > 0 && <Sum standings={standings} />}
      <LogRecord view={view} />
    </nav>
  );
};

const Sum = ({ standings }: { standings: readonly Standing[] }) => {
  const { t } = useTranslation();
  const totals = totalsOf(standings);
  return (
    <p className="sum">
      {t('table.contents.sum', {
        count: totals.articles,
        locked: t('table.contents.locked', { count: totals.locked }),
        clean: t('table.contents.clean', { count: totals.clean }),
        open: t('table.contents.openCount', { count: totals.open }),
      })}
      <br />
      {t('table.contents.apart', {
        brackets: t('common.brackets', { count: totals.brackets }),
        figures: t('common.figures', { count: totals.figures }),
      })}
    </p>
  );
};

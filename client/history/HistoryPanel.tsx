// Everything that has happened at the table, newest first, in plain words; by article and by delegation.
import { memo, useCallback, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardDefinition, ClauseId, PartyId } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import { formatDay } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { ConcessionsLink } from '../concessions/ConcessionsLink.tsx';
import { highlight } from '../article/highlight.ts';
import { nameOf, partiesFrom } from '../article/parties.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { Exchange } from './Exchange.tsx';
import { HistoryLine } from './HistoryLine.tsx';
import type { OnShow } from './HistoryLine.tsx';
import { groupsOf, HistoryReader, matches } from './lines.ts';
import type { Group, HistoryFilter, Line } from './lines.ts';
import { tellingOf } from './telling.ts';
import type { Telling } from './telling.ts';
import './history.css';

const SHOWN = 200;
const ALL = 'all';
/** Milliseconds until the page has come to the article. */
const SETTLED = 220;

/** The lines of the table's history; what was read once is not read again. */
export const useLines = (view: TableView) => {
  const [reader] = useState(() => new HistoryReader());
  // An act shows in the text at once; the list may follow a moment later.
  const history = useDeferredValue(useSlice(view, (snapshot) => snapshot.history));
  return useMemo(() => reader.read(history), [reader, history]);
};

/** The articles' names, in one string: the same until one is called otherwise, comes, goes or moves. */
const useTitles = (view: TableView): string =>
  useSlice(view, ({ state }) =>
    state.clauses.map((clause) => clause.id + clause.title.en + clause.title.fr).join('\n'),
  );

export const useTelling = (view: TableView): Telling => {
  const lang = useLanguage();
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const dropped = useSlice(view, (snapshot) => snapshot.state.dropped);
  const titles = useTitles(view);
  return useMemo(
    () => tellingOf(view.snapshot().state, view.snapshot().history, lang),
    // Of the state only the board, the agenda and the titles are told.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [view, lang, board, dropped, titles],
  );
};

type FiltersProps = {
  board: BoardDefinition | null;
  /** Only their names are read. */
  clauses: readonly ClauseState[];
  own: PartyId | null;
  filter: HistoryFilter;
  onFilter: (filter: HistoryFilter) => void;
};

const AllFilters = ({ board, clauses, own, filter, onFilter }: FiltersProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const articles = clauses.map((clause, index) => ({
    id: clause.id,
    label: `${String(index + 1)}. ${clause.title[lang]}`,
  }));
  const parties = partiesFrom(board, own).map((party) => ({ id: party, label: nameOf(board, party, lang) }));
  const chosen = (id: string): string | null => (id === ALL ? null : id);
  return (
    <div className="history-filters">
      <Select
        label={t('history.filterArticle')}
        choices={[{ id: ALL, label: t('history.allArticles') }, ...articles]}
        value={filter.clause ?? ALL}
        onChange={(id) => onFilter({ ...filter, clause: chosen(id) })}
      />
      <Select
        label={t('history.filterParty')}
        choices={[{ id: ALL, label: t('history.bothParties') }, ...parties]}
        value={filter.party ?? ALL}
        onChange={(id) => onFilter({ ...filter, party: chosen(id) })}
      />
    </div>
  );
};

const Filters = memo(AllFilters);

const sameGroup = (a: Group, b: Group): boolean =>
  a.lines.length === b.lines.length && a.lines.every((line, i) => line === b.lines[i]);

/** What is on record stays as it is: of two hundred lines an act draws one. */
const KeptLine = memo(
  HistoryLine,
  (a, b) => a.telling === b.telling && a.onShow === b.onShow && sameGroup(a.group, b.group),
);

const dayOf = (group: Group, { lang }: Telling): string => formatDay(group.lines[0].entry.at, lang);

const Lines = ({
  lines,
  filter,
  telling,
  onShow,
}: {
  lines: readonly Line[];
  filter: HistoryFilter;
  telling: Telling;
  onShow: OnShow;
}) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(SHOWN);
  const groups = useMemo(
    () => groupsOf(lines.filter((line) => matches(line, filter))).toReversed(),
    [lines, filter],
  );
  if (groups.length === 0)
    return <p className="quiet">{lines.length === 0 ? t('history.empty') : t('history.emptyFiltered')}</p>;
  const left = groups.length - shown;
  return (
    <>
      <ol className="plain-list history-lines">
        {groups.slice(0, shown).map((group, index) => {
          const day = dayOf(group, telling);
          const before = groups[index - 1];
          const opens = before === undefined || dayOf(before, telling) !== day;
          return (
            <li key={group.lines[0].entry.seq}>
              {opens && <p className="history-day">{day}</p>}
              <KeptLine group={group} telling={telling} onShow={onShow} />
            </li>
          );
        })}
      </ol>
      {left > 0 && (
        <Button variant="quiet" className="underlined" onPress={() => setShown(shown + SHOWN)}>
          {t('history.earlier', { count: Math.min(left, SHOWN) })}
        </Button>
      )}
    </>
  );
};

/** Goes to the article first: its text has to be on the page before a place in it can be marked. */
const showing =
  (onShow: OnShow): OnShow =>
  (clause, place) => {
    onShow(clause, place);
    if (place !== undefined) setTimeout(() => highlight({ clause, ...place }), SETTLED);
  };

export const HistoryPanel = ({ view, onShow }: { view: TableView; onShow: OnShow }) => {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<HistoryFilter>({ clause: null, party: null });
  const [shown, setShown] = useState<'moves' | 'exchange'>('moves');
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const titles = useTitles(view);
  const clauses = useMemo(
    () => view.snapshot().state.clauses,
    // The names stand for the articles.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [view, titles],
  );
  const { lines, figures } = useLines(view);
  const telling = useTelling(view);
  const heard = useRef(onShow);
  useLayoutEffect(() => {
    heard.current = onShow;
  });
  const show = useCallback<OnShow>((...asked) => showing(heard.current)(...asked), []);
  const articles: readonly ClauseId[] = clauses.map((clause) => clause.id);
  return (
    <section className="history" aria-labelledby="history-title">
      <div className="history-head">
        <h2 className="rubric" id="history-title">
          {t('history.title')}
        </h2>
        <Switcher
          label={t('history.title')}
          choices={[
            { id: 'moves', label: t('history.moves') },
            { id: 'exchange', label: t('history.exchange') },
          ]}
          value={shown}
          onChange={setShown}
        />
      </div>
      <ConcessionsLink view={view} />
      <Filters board={board} clauses={clauses} own={own} filter={filter} onFilter={setFilter} />
      {shown === 'moves' ? (
        <Lines lines={lines} filter={filter} telling={telling} onShow={show} />
      ) : (
        <Exchange
          lines={lines}
          figures={figures}
          clauses={filter.clause === null ? articles : [filter.clause]}
          parties={partiesFrom(board, own).filter((party) => filter.party === null || filter.party === party)}
          telling={telling}
          onShow={show}
        />
      )}
    </section>
  );
};

// The page of people: one's own seat, the others that one may see, the invitations, and for the chair what was done.
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardDefinition } from '../../shared/board.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { usePartyColours } from '../parties/colours.ts';
import type { TableView } from '../session/view.ts';
import { Notices } from '../table/Notices.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { Audit } from './Audit.tsx';
import { Delegations } from './Delegations.tsx';
import { Invitations } from './Invitations.tsx';
import { seesAudit, seesEverybody, seesOthers } from './offered.ts';
import { OwnSeatSection } from './OwnSeatSection.tsx';
import { peopleRoutes } from './routes.ts';
import { useList } from './useList.ts';
import { useNow } from './useNow.ts';
import '../lobby/lobby.css';
import '../table/table.css';
import './people.css';

export const PeopleDesk = ({ view, board }: { view: TableView; board: BoardDefinition }) => {
  const { t } = useTranslation();
  const own = useSlice(view, ({ seat, state }) => state.seats.get(seat.id)?.role ?? seat.role);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const me = useMemo(() => ({ ...seat, role: own }), [seat, own]);
  const routes = useMemo(() => peopleRoutes(view.board, seat.id), [view.board, seat.id]);
  const seats = useSlice(view, ({ state }) => state.seats);
  const roster = useSlice(view, (snapshot) => snapshot.roster);
  const observers = useSlice(view, (snapshot) => snapshot.observers);
  const stirred = useMemo(() => ({ seats, roster, observers }), [seats, roster, observers]);
  const { list, again } = useList(routes.people, stirred);
  const now = useNow();
  usePartyColours(board.parties);
  const manages = seesOthers(me);
  const title = t(manages ? 'people.title' : 'people.titleOwn');
  useTitle(title, board);
  const people = list.kind === 'read' ? list.items : [];
  const scope = { view, board, me, routes, again, now };
  return (
    <div className="people-page">
      <Head board={board} />
      <Notices view={view} />
      <main>
        <h1>{title}</h1>
        <p className="lead">
          {t(`people.lead.${manages ? (seesEverybody(me) ? 'chair' : 'head') : 'other'}`)}
        </p>
        {list.kind === 'unreachable' && <p role="alert">{t('people.unreachable')}</p>}
        {list.kind === 'asking' && <output>{t('common.loading')}</output>}
        {list.kind === 'read' && (
          <>
            <OwnSeatSection scope={scope} person={people.find((each) => each.seat === me.id) ?? null} />
            {manages && <Delegations scope={scope} people={people} />}
            {manages && <Invitations scope={scope} people={people} />}
            {seesAudit(me) && <Audit scope={scope} people={people} />}
          </>
        )}
      </main>
    </div>
  );
};

const useTitle = (title: string, board: BoardDefinition): void => {
  const { t } = useTranslation();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${board.title[language]} · ${t('common.program')}`;
  }, [title, board, language, t]);
};

const Head = ({ board }: { board: BoardDefinition }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <header className="people-head">
      <div>
        <p className="people-board">{board.title[language]}</p>
        {board.notice !== null && <p className="quiet">{board.notice[language]}</p>}
      </div>
      <nav aria-label={t('table.views.label')}>
        <Link to={`/b/${board.id}`}>{t('people.back')}</Link>
        <LanguageSwitch />
      </nav>
    </header>
  );
};

// The concession history of a board: how the gap closed, article by article what each side gave and got, and all
// movements; every point of it leads to its moment in the replay.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { usePartyColours } from '../parties/colours.ts';
import { Button } from '../ui/Button.tsx';
import { Colophon } from '../ui/Colophon.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Analysis } from './Analysis.tsx';
import { GapChart } from './GapChart.tsx';
import { Given } from './Given.tsx';
import { MovementList } from './MovementList.tsx';
import { Multiples } from './Multiples.tsx';
import { timeLineOf } from './shape.ts';
import { useMovements } from './useMovements.ts';
import { useWording } from './useWording.ts';
import './concessions.css';

export const ConcessionsPage = () => {
  const board = BoardId.safeParse(useParams()['board']);
  return board.success ? <OfBoard key={board.data} board={board.data} /> : <NotFound />;
};

const OfBoard = ({ board }: { board: BoardId }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const read = useMovements(board);
  switch (read.kind) {
    case 'asking':
      return <Waiting>{t('concessions.loading')}</Waiting>;
    case 'noSeat':
      return (
        <Plain title={t('concessions.link')}>
          <p>{refusalSentence('no-token', language)}</p>
          <Link to="/" className="button main">
            {t('common.toLobby')}
          </Link>
        </Plain>
      );
    case 'unreachable':
      return (
        <Plain title={t('concessions.link')}>
          <p>{t('concessions.unreachable')}</p>
          <Button variant="main" onPress={() => window.location.reload()}>
            {t('concessions.again')}
          </Button>
        </Plain>
      );
    case 'read':
      return <Shown answer={read.answer} />;
  }
};

const Head = ({ answer }: { answer: MovementsAnswer }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <header className="concessions-head">
      <div>
        <p className="concessions-board">{answer.title[language]}</p>
        {answer.notice !== null && <p className="quiet">{answer.notice[language]}</p>}
      </div>
      <nav aria-label={t('concessions.link')}>
        <Link to={`/b/${answer.board}`}>{t('concessions.back')}</Link>
        <Button variant="small" onPress={() => window.print()}>
          {t('concessions.print')}
        </Button>
        <LanguageSwitch />
      </nav>
    </header>
  );
};

const Shown = ({ answer }: { answer: MovementsAnswer }) => {
  const { t } = useTranslation();
  usePartyColours(answer.parties);
  const wording = useWording(answer);
  const line = useMemo(() => timeLineOf(answer), [answer]);
  // The article that moved most says best what the page is about.
  const busiest = useMemo(() => busiestOf(answer), [answer]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const title = answer.title[wording.lang];
  useEffect(() => {
    document.title = `${t('concessions.link')} · ${title} · ${t('common.program')}`;
  }, [t, title]);
  const sittings = t('concessions.sittings', { count: answer.sittings.length });
  return (
    <div className="concessions">
      <Head answer={answer} />
      <main>
        <h1>{t('concessions.title')}</h1>
        {answer.movements.length === 0 ? (
          <p className="lead">{t(answer.withheld ? 'doors.movementsWithheld' : 'concessions.none')}</p>
        ) : (
          <>
            <p className="lead">{t('concessions.lead', { sittings })}</p>
            <GapChart answer={answer} line={line} wording={wording} />
            <Multiples
              answer={answer}
              line={line}
              wording={wording}
              open={(clause) => setOpened(new Set([...opened, clause]))}
            />
            <Given
              answer={answer}
              line={line}
              wording={wording}
              opened={opened.size === 0 && busiest !== null ? new Set([busiest]) : opened}
            />
            <MovementList answer={answer} wording={wording} />
            <Analysis answer={answer} wording={wording} />
          </>
        )}
      </main>
      <Colophon head={answer.head} />
    </div>
  );
};

const busiestOf = ({ movements }: MovementsAnswer): string | null => {
  const counts = new Map<string, number>();
  for (const { clause } of movements) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

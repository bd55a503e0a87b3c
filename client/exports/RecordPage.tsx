// The record of one sitting as a page that prints well.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import { SittingPaper } from '../../shared/record/sitting.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { seatOfTab } from '../lobby/seat-of-tab.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { Button } from '../ui/Button.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { fileUrl } from './files.ts';
import './exports.css';

type Reading =
  { kind: 'asking' } | { kind: 'missing' } | { kind: 'unreachable' } | { kind: 'read'; paper: SittingPaper };

const read = async (url: string, signal: AbortSignal): Promise<Reading> => {
  try {
    const answer = await fetch(url, { signal });
    if (answer.status === 404) return { kind: 'missing' };
    const paper = SittingPaper.safeParse(await answer.json());
    return answer.ok && paper.success ? { kind: 'read', paper: paper.data } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
};

const useRecord = (board: BoardId, sitting: number, lang: Language): Reading => {
  const [reading, setReading] = useState<Reading>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    const url = fileUrl(board, seatOfTab(board), `export/record-${sitting}-${lang}.json`);
    void read(url, gone.signal).then((found) => {
      if (!gone.signal.aborted) setReading(found);
    });
    return () => gone.abort();
  }, [board, sitting, lang]);
  return reading;
};

export const RecordPage = () => {
  const params = useParams();
  const board = BoardId.safeParse(params['board']);
  const sitting = /^[1-9]\d{0,5}$/.test(params['sitting'] ?? '') ? Number(params['sitting']) : null;
  if (!board.success || sitting === null) return <NotFound />;
  return <SittingRecord board={board.data} sitting={sitting} />;
};

const SittingRecord = ({ board, sitting }: { board: BoardId; sitting: number }) => {
  const { t } = useTranslation();
  const reading = useRecord(board, sitting, useLanguage());
  switch (reading.kind) {
    case 'asking':
      return <Waiting />;
    case 'missing':
    case 'unreachable':
      return (
        <Plain title={t('exports.record', { sitting })}>
          <p>{reading.kind === 'missing' ? t('exports.noSitting') : t('exports.unreachable')}</p>
          <Link to={`/b/${board}`} className="button main">
            {t('exports.back')}
          </Link>
        </Plain>
      );
    case 'read':
      return <Sheet board={board} paper={reading.paper} />;
  }
};

const Sheet = ({ board, paper }: { board: BoardId; paper: SittingPaper }) => {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${paper.title} · ${paper.lines[0] ?? ''}`;
  }, [paper]);
  return (
    <div className="record-page">
      <nav className="record-acts">
        <Link to={`/b/${board}`}>{t('exports.back')}</Link>
        <span>
          <LanguageSwitch />
          <Button variant="main" onPress={() => window.print()}>
            {t('exports.print')}
          </Button>
        </span>
      </nav>
      <main className="record-sheet" lang={paper.lang}>
        <h1>{paper.title}</h1>
        {paper.lines.map((line) => (
          <p key={line} className="record-line">
            {line}
          </p>
        ))}
        {paper.sections.map((section) => (
          <section key={section.heading}>
            <h2>{section.heading}</h2>
            {section.groups.length === 0 && <p>{section.empty}</p>}
            {section.groups.map((group, i) => (
              <div key={i} className="record-group">
                {group.heading !== null && <h3>{group.heading}</h3>}
                <ul>
                  {group.items.map((item, at) => (
                    <li key={at}>{item}</li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
        ))}
        <footer>
          {paper.foot.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </footer>
      </main>
    </div>
  );
};

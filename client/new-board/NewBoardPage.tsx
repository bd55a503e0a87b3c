// Lays a board from a text that somebody brings: paste, see how it is read, lay it.
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Language } from '../../shared/board.ts';
import { MOST_CHARACTERS, importTexts } from '../../shared/notation/import.ts';
import type { Imported } from '../../shared/notation/import.ts';
import { PARTIES } from '../../shared/parties.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { createBoard } from './create.ts';
import { Preview } from './Preview.tsx';
import { Report } from './Report.tsx';
import '../lobby/lobby.css';
import './new-board.css';

type Texts = Readonly<Record<Language, string>>;
const NOTHING: Texts = { en: '', fr: '' };

export const NewBoardPage = () => {
  const { t } = useTranslation();
  const [title, setTitle] = useState(NOTHING);
  const [text, setText] = useState(NOTHING);
  const [laid, setLaid] = useState<string | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  const read = useDeferredValue(text);
  const imported = useMemo(() => importTexts(read, PARTIES), [read]);
  const pasted = read.en.trim() !== '' || read.fr.trim() !== '';
  useEffect(() => {
    document.title = `${t('newBoard.title')} · ${t('common.program')}`;
  }, [t]);
  return (
    <div className="lobby new-board">
      <header className="lobby-top">
        <LanguageSwitch />
      </header>
      <main className="lobby-page">
        <h1>{t('newBoard.title')}</h1>
        <p className="lead">{t('newBoard.lead')}</p>
        {laid === null ? (
          <>
            <Disclosure title={t('newBoard.how')}>
              <p className="new-board-how">{t('newBoard.howText')}</p>
            </Disclosure>
            <div ref={fields} className="new-board-fields">
              <TitleAndText lang="en" title={title} setTitle={setTitle} text={text} setText={setText} />
              <TitleAndText lang="fr" title={title} setTitle={setTitle} text={text} setText={setText} />
            </div>
            <section aria-labelledby="report">
              <h2 id="report">{t('newBoard.report')}</h2>
              {pasted ? (
                <Report
                  report={imported.report}
                  show={(lang, line, column) => select(fields, lang, line, column)}
                />
              ) : (
                <p className="quiet">{t('newBoard.nothing')}</p>
              )}
            </section>
            {pasted && imported.articles.length > 0 && (
              <section aria-labelledby="preview">
                <h2 id="preview">{t('newBoard.preview')}</h2>
                <Preview articles={imported.articles} />
              </section>
            )}
            <Create
              title={title}
              text={text}
              imported={imported}
              ready={pasted && read === text}
              done={setLaid}
            />
          </>
        ) : (
          <Laid
            title={laid}
            again={() => {
              setLaid(null);
              setText(NOTHING);
              setTitle(NOTHING);
            }}
          />
        )}
      </main>
    </div>
  );
};

type FieldsProps = {
  lang: Language;
  title: Texts;
  setTitle: (title: Texts) => void;
  text: Texts;
  setText: (text: Texts) => void;
};

const TitleAndText = ({ lang, title, setTitle, text, setText }: FieldsProps) => {
  const { t } = useTranslation();
  return (
    <div className="new-board-language" data-lang={lang}>
      <TextField
        label={lang === 'en' ? t('newBoard.boardTitle') : t('newBoard.boardTitleFr')}
        hint={t('newBoard.boardTitleHint')}
        lang={lang}
        maxLength={300}
        value={title[lang]}
        onChange={(value) => setTitle({ ...title, [lang]: value })}
      />
      <TextField
        label={lang === 'en' ? t('newBoard.textEn') : t('newBoard.textFr')}
        lang={lang}
        rows={16}
        maxLength={2 * MOST_CHARACTERS}
        value={text[lang]}
        onChange={(value) => setText({ ...text, [lang]: value })}
      />
    </div>
  );
};

/** Selects the line in its field, from the column on. */
const select = (
  fields: RefObject<HTMLDivElement | null>,
  lang: Language,
  line: number,
  column: number,
): void => {
  const area = fields.current?.querySelector<HTMLTextAreaElement>(`[data-lang='${lang}'] textarea`);
  if (area === null || area === undefined) return;
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const from = before + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
  area.focus();
  area.setSelectionRange(from, before + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight * (line - 3)) / Math.max(1, lines.length);
};

const Create = ({
  title,
  text,
  imported,
  ready,
  done,
}: {
  title: Texts;
  text: Texts;
  imported: Imported;
  ready: boolean;
  done: (title: string) => void;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const named = title[language] || title.en || title.fr || imported.title?.[language] || '';
  const create = async (): Promise<void> => {
    if (named.trim() === '') {
      setError(t('newBoard.untitled'));
      return;
    }
    setBusy(true);
    setError(null);
    const created = await createBoard({ title: { en: title.en, fr: title.fr }, text });
    setBusy(false);
    if (created.ok) done(named);
    else
      setError(
        created.code === 'offline'
          ? t('newBoard.offline')
          : refusalSentence(asRefusalCode(created.code), language),
      );
  };
  return (
    <div className="new-board-create">
      <Button variant="main" isDisabled={!ready || !imported.ok || busy} onPress={() => void create()}>
        {busy ? t('newBoard.creating') : t('newBoard.create')}
      </Button>
      <Link to="/">{t('table.closed.lobby')}</Link>
      <p role="alert">{error}</p>
    </div>
  );
};

const Laid = ({ title, again }: { title: string; again: () => void }) => {
  const { t } = useTranslation();
  return (
    <div className="new-board-laid">
      <p>
        <output>{t('newBoard.done', { title })}</output>
      </p>
      <p>
        <Link to="/" className="button main">
          {t('newBoard.lobby')}
        </Link>{' '}
        <Button onPress={again}>{t('newBoard.another')}</Button>
      </p>
    </div>
  );
};

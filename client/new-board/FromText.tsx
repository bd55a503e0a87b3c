// Articles from a bracketed text: paste it, and see how it is read.
import { useRef } from 'react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Party } from '../../shared/board.ts';
import { MOST_CHARACTERS } from '../../shared/notation/import.ts';
import type { Imported } from '../../shared/notation/import.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { FormPart } from './NewBoardForm.tsx';
import { Preview } from './Preview.tsx';
import { Report } from './Report.tsx';

export const FromText = ({
  draft: { text, languages },
  change,
  parties,
  imported,
  ready,
}: FormPart & { parties: readonly [Party, Party]; imported: Imported; ready: boolean }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const fields = useRef<HTMLDivElement>(null);
  const pasted = languages.some((lang) => text[lang].trim() !== '');
  const labels = { en: t('newBoard.textEn'), fr: t('newBoard.textFr') };
  const [one, other] = parties.map(({ label }) => label[language]);
  return (
    <>
      <Disclosure title={t('newBoard.how')}>
        <p className="new-board-how">{t('newBoard.howText', { one, other })}</p>
      </Disclosure>
      <div ref={fields} className={languages.length > 1 ? 'new-board-fields' : 'new-board-field'}>
        {languages.map((lang) => (
          <div key={lang} data-lang={lang}>
            <TextField
              label={labels[lang]}
              lang={lang}
              rows={16}
              maxLength={2 * MOST_CHARACTERS}
              value={text[lang]}
              onChange={(value) => change({ text: { ...text, [lang]: value } })}
            />
          </div>
        ))}
      </div>
      <section aria-labelledby="report">
        <h3 id="report">{t('newBoard.report')}</h3>
        {pasted ? (
          <Report
            report={imported.report}
            parties={parties}
            show={(lang, line, column) => select(fields, lang, line, column)}
          />
        ) : (
          <p className="quiet">{t('newBoard.nothing')}</p>
        )}
      </section>
      {pasted && ready && imported.articles.length > 0 && (
        <section aria-labelledby="preview">
          <h3 id="preview">{t('newBoard.preview')}</h3>
          <Preview articles={imported.articles} parties={parties} languages={languages} />
        </section>
      )}
    </>
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

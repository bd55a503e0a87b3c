// What could not be read, and what was read in some way, each with its place; a press leads to it.
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/board.ts';
import type { Language, Party } from '../../shared/board.ts';
import { countRemarks, importPlace, importSentence } from '../../shared/notation/import-sentences.ts';
import { isError } from '../../shared/notation/import.ts';
import type { ImportRemark } from '../../shared/notation/import.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';

const MOST_SHOWN = 60;

export type ShowPlace = (lang: Language, line: number, column: number) => void;

export type ReportProps = { report: readonly ImportRemark[]; parties: readonly Party[]; show: ShowPlace };

export const Report = ({ report, parties, show }: ReportProps) => {
  const { t } = useTranslation();
  const { errors, notes } = countRemarks(report);
  if (report.length === 0) return <p>{t('newBoard.clear')}</p>;
  return (
    <>
      <p className="report-count">
        {errors > 0 && <strong>{t('newBoard.errors', { count: errors })}</strong>}
        {notes > 0 && <span>{t('newBoard.notes', { count: notes })}</span>}
      </p>
      {LANGUAGES.map((lang) => (
        <Remarks
          key={lang}
          title={lang === 'en' ? t('newBoard.inEnglish') : t('newBoard.inFrench')}
          report={report.filter((remark) => remark.lang === lang)}
          parties={parties}
          show={show}
        />
      ))}
    </>
  );
};

const Remarks = ({ title, report, parties, show }: ReportProps & { title: string }) => {
  const { t } = useTranslation();
  if (report.length === 0) return null;
  // What stands in the way comes first.
  const sorted = [...report.filter(isError), ...report.filter((remark) => !isError(remark))];
  const left = sorted.length - MOST_SHOWN;
  return (
    <>
      <h4>{title}</h4>
      <ul className="plain-list report-list">
        {sorted.slice(0, MOST_SHOWN).map((remark, i) => (
          <li key={i} className={isError(remark) ? 'report-error' : 'report-note'}>
            <Button variant="quiet" onPress={() => show(remark.lang, remark.line, remark.column)}>
              <RemarkWords remark={remark} parties={parties} />
            </Button>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="quiet">{t('newBoard.more', { count: left })}</p>}
    </>
  );
};

/** The sentence, its place looking like the way to it that it is. */
const RemarkWords = ({ remark, parties }: { remark: ImportRemark; parties: readonly Party[] }) => {
  const language = useLanguage();
  const place = importPlace(remark, language) ?? '';
  const sentence = importSentence(remark, parties, language);
  return (
    <>
      {place !== '' && <span className="report-place">{place}</span>}
      {sentence.slice(place.length)}
    </>
  );
};

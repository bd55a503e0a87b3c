// An article's text where only clean articles are public: the words that both parties have, or how far they are apart.
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import type { Counted } from '../../shared/state-json.ts';
import './doors.css';

export const CountedText = ({
  clause,
  counted,
  languages,
}: {
  clause: ClauseState;
  counted: Counted;
  languages: readonly Language[];
}) => {
  const { texts } = counted;
  if (texts === null) return <Counts counted={counted} />;
  return (
    <div className={`texts counted-texts ${languages.length > 1 ? 'two' : ''}`}>
      {languages.map((lang) => (
        <div key={lang} lang={lang} className="counted-text" data-root={`${clause.id}:${lang}`}>
          {texts[lang].split('\n').map((line, index) => (
            // Lines have nothing but their place to be told by, and are drawn anew as a whole.
            // eslint-disable-next-line react/no-array-index-key
            <p key={index}>{line}</p>
          ))}
        </div>
      ))}
    </div>
  );
};

const Counts = ({ counted: { brackets, figures, words, empty } }: { counted: Counted }) => {
  const { t } = useTranslation();
  if (empty && figures === 0) return <p className="counted-none quiet">{t('doors.counted.none')}</p>;
  const counts = [
    ...(brackets > 0 ? [t('common.brackets', { count: brackets })] : []),
    ...(figures > 0 ? [t('common.figures', { count: figures })] : []),
    ...(words > 0 ? [t('doors.counted.words', { count: words })] : []),
  ];
  return (
    <div className="counted-none">
      <p className="quiet">{t(counts.length > 0 ? 'doors.counted.apart' : 'doors.counted.apartNothing')}</p>
      {counts.length > 0 && (
        <ul className="plain-list">
          {counts.map((count) => (
            <li key={count}>{count}</li>
          ))}
        </ul>
      )}
    </div>
  );
};

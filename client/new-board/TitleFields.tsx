// What the board is called, and in which languages its articles stand.
import { useTranslation } from 'react-i18next';
import type { BoardLanguages } from '../../shared/board.ts';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { FormPart } from './NewBoardForm.tsx';
import { useFault } from './useFault.ts';

const CHOICES: Readonly<Record<'both' | 'en' | 'fr', BoardLanguages>> = {
  both: ['en', 'fr'],
  en: ['en'],
  fr: ['fr'],
};

export const TitleFields = ({ draft, change, faults }: FormPart) => {
  const { t } = useTranslation();
  const fault = useFault(faults);
  const { languages, title } = draft;
  const [only] = languages.length === 1 ? languages : [];
  const labels = { en: t('newBoard.boardTitle'), fr: t('newBoard.boardTitleFr') };
  return (
    <section aria-labelledby="new-title">
      <h2 id="new-title" className="unseen">
        {t('newBoard.board')}
      </h2>
      <div className="new-board-fields">
        {languages.map((lang, at) => (
          <TextField
            key={lang}
            label={only === undefined ? labels[lang] : t('newBoard.boardTitleOne')}
            {...(draft.agenda === 'text' ? { hint: t('newBoard.boardTitleHint') } : {})}
            lang={lang}
            maxLength={300}
            value={title[lang]}
            error={at === 0 ? fault('title') : null}
            onChange={(value) => change({ title: { ...title, [lang]: value } })}
          />
        ))}
      </div>
      <div className="new-board-languages">
        <RadioGroup
          label={t('newBoard.languages')}
          choices={[
            { id: 'both', label: t('newBoard.languagesBoth') },
            { id: 'en', label: t('common.english') },
            { id: 'fr', label: t('common.french') },
          ]}
          value={only ?? 'both'}
          onChange={(which) => change({ languages: CHOICES[which] })}
        />
      </div>
    </section>
  );
};

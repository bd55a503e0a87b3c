// The language of the screens.
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/board.ts';
import { chooseLanguage, useLanguage } from '../i18n/i18n.ts';
import { Switcher } from './Switcher.tsx';

/** Each language by its own name, whatever the screen speaks: who looks for it reads it. */
const NAMES = { en: 'English', fr: 'Français' } as const;

export const LanguageSwitch = () => {
  const { t } = useTranslation();
  return (
    <Switcher
      label={t('common.language')}
      value={useLanguage()}
      onChange={chooseLanguage}
      choices={LANGUAGES.map((id) => ({ id, label: id.toUpperCase(), name: NAMES[id], lang: id }))}
    />
  );
};

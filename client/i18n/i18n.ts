// The screens' words, in English and French. Keys are dotted paths into the locales, `table.sitting.open`: the first
// part is the file in `locales/<language>/` that has the words.
import { changeLanguage, use } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import { en } from '../locales/en/index.ts';
import { fr } from '../locales/fr/index.ts';
import { initialLanguage, rememberLanguage } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const showLanguage = (language: string): void => {
  document.documentElement.lang = language;
};

/** To be called once, before anything is drawn. */
export const startI18n = (): void => {
  const words = use(initReactI18next);
  words.on('languageChanged', showLanguage);
  void words.init({
    lng: initialLanguage(),
    fallbackLng: 'en',
    supportedLngs: ['en', 'fr'],
    resources: { en: { translation: en }, fr: { translation: fr } },
    // React escapes what it prints.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
};

export const chooseLanguage = (language: Language): void => {
  rememberLanguage(language);
  void changeLanguage(language);
};

/** The language of the screens. */
export const useLanguage = (): Language => (useTranslation().i18n.resolvedLanguage === 'fr' ? 'fr' : 'en');

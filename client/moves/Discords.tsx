// A quiet warning where the languages of an article may have come apart.
import { useTranslation } from 'react-i18next';
import { sayWhen } from '../article/when.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { Discord } from './concordance.ts';

const useSentence = (): ((discord: Discord) => string) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const when = (at: number): string => sayWhen(at, lang);
  return (discord) => {
    if (discord.kind !== 'behind')
      return t(`moves.discord.${discord.kind}`, { en: discord.en, fr: discord.fr });
    return t(`moves.discord.behind.${discord.behind}`, { at: when(discord.at), other: when(discord.other) });
  };
};

export const Discords = ({ discords }: { discords: readonly Discord[] }) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (discords.length === 0) return null;
  return (
    <div className="discords" role="note">
      <p>
        <b>{t('moves.discord.title')}</b>
      </p>
      <ul className="plain-list">
        {discords.map((discord) => (
          <li key={discord.kind}>{sentence(discord)}</li>
        ))}
      </ul>
    </div>
  );
};

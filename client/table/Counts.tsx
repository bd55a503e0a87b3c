// The counts that the press asks for, and how they are made.
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { totalsOf } from './standing.ts';
import type { Standing } from './standing.ts';

const COUNTED = ['locked', 'clean', 'open', 'brackets', 'figures', 'words'] as const;
const RULES = ['articles', 'brackets', 'figures', 'words', 'agreed'] as const;

export const Counts = ({ standings }: { standings: readonly Standing[] }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const totals = totalsOf(standings);
  return (
    <section className="counts" aria-labelledby="counts-title">
      <h2 className="rubric" id="counts-title">
        {t('observer.title')}
      </h2>
      <dl>
        {COUNTED.map((what) => (
          <div key={what} className={`count ${what}-count`}>
            <dt>{t(`observer.${what}`, { count: totals[what] })}</dt>
            <dd>{formatNumber(totals[what], language)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t('observer.articlesOf', { count: totals.articles })}</p>
      <Disclosure title={t('observer.how')}>
        {RULES.map((rule) => (
          <p key={rule}>{t(`observer.rule.${rule}`)}</p>
        ))}
      </Disclosure>
    </section>
  );
};

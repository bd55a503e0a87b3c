// What the steps of a side add up to, as far as this seat may see it. It names what a step did for each side, plainly.
import { useTranslation } from 'react-i18next';
import type { AnalysisAnswer, MovementsAnswer } from '../../shared/movement/answer.ts';
import { STEP_CLASSES } from '../../shared/movement/step.ts';
import { formatNumber, formatTenths } from '../i18n/format.ts';
import type { Wording } from './useWording.ts';

export const Analysis = ({ answer, wording }: { answer: MovementsAnswer; wording: Wording }) => {
  const { t } = useTranslation();
  const sides = answer.parties.flatMap(({ id }): { id: string; its: AnalysisAnswer }[] => {
    const its = answer.analysis[id];
    return its === undefined ? [] : [{ id, its }];
  });
  const who = (): string => {
    if (answer.released) return t('concessions.analysis.released');
    if (sides.length === 0) return t('concessions.analysis.hidden');
    return sides.length === 1 ? t('concessions.analysis.own') : t('concessions.analysis.both');
  };
  const distance = (value: number): string => formatTenths(value, wording.lang);
  const [apart, steps] = [t('concessions.analysis.distance'), t('concessions.analysis.stepCount')];
  const rows: [name: string, unit: string, value: (its: AnalysisAnswer) => string][] = [
    [t('concessions.analysis.closed'), apart, ({ totals }) => distance(totals.closed)],
    [t('concessions.analysis.widened'), apart, ({ totals }) => distance(totals.opened)],
    [t('concessions.analysis.net'), apart, ({ totals }) => distance(-totals.own)],
    ...STEP_CLASSES.map((each): (typeof rows)[number] => [
      t(`concessions.analysis.steps.${each}`),
      steps,
      ({ totals }) => formatNumber(totals.classes[each], wording.lang),
    ]),
  ];
  return (
    <section aria-labelledby="analysis" className="analysis">
      <h2 id="analysis">{t('concessions.analysis.title')}</h2>
      <p className="lead">{who()}</p>
      {sides.length > 0 && (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('concessions.analysis.what')}</th>
                <th scope="col">{t('concessions.analysis.unit')}</th>
                {sides.map(({ id }) => (
                  <th key={id} scope="col" className="number">
                    <span className="label" data-party={id}>
                      {wording.label(id)}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, unit, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="quiet">{unit}</td>
                  {sides.map(({ id, its }) => (
                    <td key={id} className="figure number">
                      {value(its)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet">{t('concessions.analysis.explained')}</p>
        </>
      )}
    </section>
  );
};

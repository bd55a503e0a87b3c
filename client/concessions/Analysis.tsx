// What the steps of a side add up to, as far as this seat may see it. It names what a step did for each side, plainly.
import { useTranslation } from 'react-i18next';
import type { AnalysisAnswer, MovementsAnswer } from '../../shared/movement/answer.ts';
import { STEP_CLASSES } from '../../shared/movement/step.ts';
import { formatNumber } from '../i18n/format.ts';
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
  const number = (value: number): string => formatNumber(Math.round(value * 10) / 10 + 0, wording.lang);
  const rows: [string, (its: AnalysisAnswer) => string][] = [
    [t('concessions.analysis.closed'), ({ totals }) => number(totals.closed)],
    [t('concessions.analysis.widened'), ({ totals }) => number(totals.opened)],
    [t('concessions.analysis.net'), ({ totals }) => number(-totals.own)],
    ...STEP_CLASSES.map((each): [string, (its: AnalysisAnswer) => string] => [
      t(`concessions.analysis.steps.${each}`),
      ({ totals }) => number(totals.classes[each]),
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
                <th scope="col">{t('concessions.column.movement')}</th>
                {sides.map(({ id }) => (
                  <th key={id} scope="col">
                    <span className="label" data-party={id}>
                      {wording.label(id)}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {sides.map(({ id, its }) => (
                    <td key={id} className="figure">
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

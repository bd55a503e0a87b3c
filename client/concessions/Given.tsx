// Article by article: what each side gave and got, both directions side by side, sitting by sitting; and the steps of
// its figures.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { DanceChart } from './DanceChart.tsx';
import { dancesOn, givenOn, replayAt } from './shape.ts';
import type { Movement, TimeLine } from './shape.ts';
import type { Wording } from './useWording.ts';

type Props = { answer: MovementsAnswer; line: TimeLine; wording: Wording };

const Items = ({
  movements,
  board,
  wording,
}: {
  movements: readonly Movement[];
  board: string;
  wording: Wording;
}) => {
  const { t } = useTranslation();
  const note = ({ direction }: Movement): string | null => {
    if (direction === 'towards') return null;
    return direction === 'away' ? t('concessions.tookBack') : t('concessions.sideways');
  };
  return (
    <ul className="plain-list given-items">
      {movements.map((movement) => (
        <li key={movement.seq} data-direction={movement.direction ?? 'none'}>
          <Link to={replayAt(board, movement.seq)}>
            {wording.lines(movement).map((text) => (
              <span key={text}>{text}</span>
            ))}
          </Link>
          <small className="quiet">
            {[wording.time(movement.at), wording.change(movement), note(movement)]
              .filter((each) => each !== null)
              .join(' · ')}
          </small>
        </li>
      ))}
    </ul>
  );
};

const Article = ({ answer, line, wording, clause, isOpen }: Props & { clause: string; isOpen: boolean }) => {
  const { t } = useTranslation();
  const given = givenOn(clause, answer);
  const count = (party: string): number =>
    given.reduce((sum, { byParty }) => sum + (byParty[party]?.length ?? 0), 0);
  return (
    <details className="given-article" id={`given-${clause}`} open={isOpen}>
      <summary>
        <h3>
          {wording.article(clause)}. {wording.title(clause)}
        </h3>
        <span className="quiet">
          {answer.parties.map(({ id }) => (
            <span key={id} className="given-count">
              <b className="label" data-party={id}>
                {wording.label(id)}
              </b>{' '}
              {t('concessions.movementCount', { count: count(id) })}
            </span>
          ))}
        </span>
      </summary>
      {given.map(({ sitting, byParty }) => (
        <section key={sitting} className="given-sitting">
          <h4 className="rubric">{wording.sitting(sitting)}</h4>
          <div className="given-both">
            {answer.parties.map(({ id }) => (
              <div key={id}>
                <h5>
                  <span data-party={id} className="party">
                    {t('concessions.moved', { subject: wording.subject(id), of: wording.of(id) })}
                  </span>
                </h5>
                {(byParty[id]?.length ?? 0) === 0 ? (
                  <p className="quiet">{t('concessions.nothing')}</p>
                ) : (
                  <Items movements={byParty[id] ?? []} board={answer.board} wording={wording} />
                )}
              </div>
            ))}
          </div>
        </section>
      ))}
      <div className="dances">
        {dancesOn(clause, answer, line).map((dance) => (
          <DanceChart key={dance.term.id} answer={answer} line={line} wording={wording} dance={dance} />
        ))}
      </div>
    </details>
  );
};

export const Given = ({ opened, ...props }: Props & { opened: ReadonlySet<string> }) => {
  const { t } = useTranslation();
  const { answer } = props;
  const moved = new Set(answer.movements.map(({ clause }) => clause));
  return (
    <section aria-labelledby="given" className="given">
      <h2 id="given">{t('concessions.gave')}</h2>
      <p className="lead">
        {t('concessions.gaveLead')} <span className="on-screen">{t('concessions.gaveHint')}</span>
      </p>
      {answer.articles
        .filter(({ id }) => moved.has(id))
        .map(({ id }) => (
          <Article key={id} {...props} clause={id} isOpen={opened.has(id)} />
        ))}
    </section>
  );
};

// The status of an article in words, whose answer is awaited, and the gap with how it is counted.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition, PartyId } from '../../shared/board.ts';
import type { Measured } from '../../shared/clause.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { languagesOf } from '../i18n/languages.ts';
import { Button } from '../ui/Button.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { labelOf, phraseOf } from './parties.ts';
import { answerOf, statusOf } from './status.ts';
import type { Status } from './status.ts';

const useStatusWords = (
  board: BoardDefinition | null,
): ((status: Status) => { strong: string; rest: string | null }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  // English sets the delegation before the verb, French behind the noun.
  const by = (party: PartyId): string => phraseOf(board, party, lang, lang === 'fr' ? 'inside' : 'subject');
  const inside = (party: PartyId): string => phraseOf(board, party, lang, 'inside');
  return (status) => {
    switch (status.kind) {
      case 'empty':
      case 'open':
        return { strong: t(`article.status.${status.kind}`), rest: null };
      case 'clean':
        return { strong: t('article.status.clean'), rest: t('article.status.cleanRest') };
      case 'proposed':
      case 'countered':
        return {
          strong: t(`article.status.${status.kind}`, {
            party: by(status.party),
            of: phraseOf(board, status.party, lang, 'of'),
            revision: status.revision,
          }),
          rest: null,
        };
      case 'held':
        return {
          strong: t('article.status.held'),
          rest: t('article.status.heldRest', { party: inside(status.party) }),
        };
      case 'locked': {
        const [first, second] = status.adReferendum;
        if (first === undefined)
          return { strong: t('article.status.locked'), rest: t('article.status.lockedRest') };
        return {
          strong: t('article.status.locked'),
          rest:
            second === undefined
              ? t('article.status.lockedOneReferendum', { party: inside(first) })
              : t('article.status.lockedReferendum'),
        };
      }
      case 'frozen':
        return {
          strong: t('article.status.frozen'),
          rest: t('article.status.frozenRest', { party: inside(status.asking[0] ?? '') }),
        };
    }
  };
};

const Gap = ({ seen, board }: { seen: Measured; board: BoardDefinition | null }) => {
  const { t } = useTranslation();
  const { brackets, figures, words, languages } = seen.gap;
  const counted = [
    ...(brackets > 0 ? [t('common.brackets', { count: brackets })] : []),
    ...(figures > 0 ? [t('common.figures', { count: figures })] : []),
  ];
  if (counted.length === 0) return null;
  return (
    <PopoverButton
      label={t('article.gap.label')}
      button={
        <Button variant="quiet" className="gap-button">
          {t('article.gap.apart', { gap: counted.join(', ') })}
        </Button>
      }
    >
      <div className="gap-counted">
        <p>{t('article.gap.how')}</p>
        <dl>
          {languagesOf(board).map((lang) => (
            <div key={lang}>
              <dt>{t(`moves.text.${lang}`)}</dt>
              <dd>
                {t('common.brackets', { count: languages[lang].brackets })},{' '}
                {t('common.words', { count: languages[lang].words })}
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('article.gap.figures')}</dt>
            <dd>{figures}</dd>
          </div>
          <div>
            <dt>{t('article.gap.words')}</dt>
            <dd>{words}</dd>
          </div>
        </dl>
      </div>
    </PopoverButton>
  );
};

export const StatusLine = ({
  state,
  clause,
  seen,
  own,
}: {
  state: BoardState;
  clause: ClauseState;
  /** Null for the moment until the article has been measured: then there is nothing to say yet. */
  seen: Measured | null;
  own: PartyId | null;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const words = useStatusWords(state.board);
  if (seen === null) return <p className="status">{'\u00a0'}</p>;
  const status = statusOf(clause, seen);
  const { strong, rest } = words(status);
  const answer = answerOf(state, clause, own);
  return (
    <p className="status">
      <span>
        <b>{strong}</b>
        {rest !== null && `, ${rest}`}
        {answer !== null &&
          `, ${
            answer.kind === 'yours'
              ? t('article.status.yours')
              : t('article.status.theirs', {
                  // English names the delegation alone, French of whom the answer is awaited.
                  party:
                    lang === 'fr'
                      ? phraseOf(state.board, answer.party, lang, 'of')
                      : labelOf(state.board, answer.party, lang),
                })
          }`}
      </span>
      <Gap seen={seen} board={state.board} />
      {status.kind === 'locked' && clause.phase.kind === 'locked' && (
        <span>{t('article.status.fingerprint', { fingerprint: shortFingerprint(clause.phase.hash) })}</span>
      )}
      {clause.reserves.map((reserve) => (
        <span key={reserve.party} className="reserve">
          {t('article.status.reserve', {
            party: phraseOf(state.board, reserve.party, lang, lang === 'fr' ? 'of' : 'subject'),
          })}
          {`: ${reserve.reason}`}
        </span>
      ))}
    </p>
  );
};

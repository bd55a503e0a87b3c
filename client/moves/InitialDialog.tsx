// Initial a clean text: all languages side by side, the fingerprint to compare aloud, and what initials do and do not do.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Initials } from '../../shared/state.ts';
import { cleanHash } from '../../shared/clause.ts';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { phraseOf } from '../article/parties.ts';
import { useClauseView } from '../article/useClauseView.ts';
import { sayWhen } from '../article/when.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { languagesOf } from '../i18n/languages.ts';
import { Button } from '../ui/Button.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { discordsOf, lastChanges } from './concordance.ts';
import { Discords } from './Discords.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PositionTexts } from './ProposeDialog.tsx';
import type { ArticleDialogProps } from './ProposeDialog.tsx';

/** A hash that no text has: with it the rules answer why the text cannot be initialled. */
export const NO_HASH = '0'.repeat(64);

const givenBy = (initials: readonly Initials[], party: string): Initials | undefined =>
  initials.find((each) => each.party === party);

export const InitialDialog = ({ view, clause, number, own, other, onClose }: ArticleDialogProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [how, setHow] = useState<'plain' | 'adReferendum'>('plain');
  const state = useSlice(view, (snapshot) => snapshot.state);
  const history = useSlice(view, (snapshot) => snapshot.history);
  const seen = useClauseView(view, clause);
  const hash = cleanHash(state, clause, seen);
  // One initials what one has read: if the text changes meanwhile, one reads again.
  const [read, setRead] = useState(hash);
  const languages = languagesOf(state.board);
  const discords = useMemo(
    () => discordsOf(seen, lastChanges(history, clause.id), languages),
    [seen, history, clause.id, languages],
  );
  const theirs = clause.phase.kind === 'open' ? undefined : givenBy(clause.phase.initials, other);
  const names = { other: phraseOf(state.board, other, lang, 'subject') };
  return (
    <MoveDialog
      view={view}
      shape={languages.length > 1 ? 'wide' : 'page'}
      title={t('moves.initial.title', { number, title: clause.title[lang] })}
      moves={[
        {
          kind: 'initial',
          clause: clause.id,
          hash: read ?? NO_HASH,
          ...(how === 'adReferendum' ? { adReferendum: true } : {}),
        },
      ]}
      act={t(how === 'adReferendum' ? 'moves.initial.actAdReferendum' : 'moves.initial.act')}
      onClose={onClose}
    >
      <p className="move-lead">
        {theirs === undefined
          ? t('moves.initial.lead', names)
          : t('moves.initial.leadLocks', { ...names, when: sayWhen(theirs.at, lang) })}
      </p>
      <Discords discords={discords} />
      {hash !== read && (
        <p role="alert" className="move-refused">
          {t('moves.initial.changed')}{' '}
          <Button variant="small" onPress={() => setRead(hash)}>
            {t('moves.initial.readAgain')}
          </Button>
        </p>
      )}
      <PositionTexts view={view} clause={clause} party={own} />
      <p className="fingerprint">
        {t(languages.length > 1 ? 'moves.initial.fingerprint' : 'moves.initial.fingerprintOne')}{' '}
        <b>{hash === null ? '–' : shortFingerprint(hash)}</b>
        <span>{t('moves.initial.fingerprintHint')}</span>
      </p>
      <RadioGroup
        label={t('moves.initial.how')}
        choices={[
          { id: 'plain', label: t('moves.initial.plain') },
          { id: 'adReferendum', label: t('moves.initial.adReferendum') },
        ]}
        value={how}
        onChange={setHow}
      />
      <p className="initials-note">{t('common.initialsNote')}</p>
    </MoveDialog>
  );
};

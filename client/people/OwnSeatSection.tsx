// One's own seat: the name one goes by and who sees it, the browsers that hold the seat, and how to leave it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import { PartyLabel } from '../table/PartyLabel.tsx';
import { Button } from '../ui/Button.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import type { Scope } from './scope.ts';
import { Sessions } from './Sessions.tsx';

const seenBy = (role: string): 'delegation' | 'chairOnly' | 'nobody' =>
  role === 'observer' ? 'chairOnly' : role === 'chair' ? 'nobody' : 'delegation';

export const OwnSeatSection = ({ scope, person }: { scope: Scope; person: Person | null }) => {
  const { t } = useTranslation();
  const [asking, ask] = useState<'rename' | 'leave' | null>(null);
  const { view, me } = scope;
  const name = person === null ? me.name : (person.name ?? '');
  return (
    <section aria-labelledby="own-seat" className="own-seat-section">
      <h2 id="own-seat">{t('people.own.title')}</h2>
      <div className="own-seat-card" data-party={me.party ?? undefined}>
        <p>
          <strong className={name === '' ? 'quiet' : undefined}>
            {name === '' ? t('people.own.noName') : name}
          </strong>
          <span className="quiet">{t(`people.own.seenBy.${seenBy(me.role)}`)}</span>
        </p>
        <p>
          <span>
            {me.party !== null && (
              <>
                <PartyLabel view={view} party={me.party} />{' '}
              </>
            )}
            {t(`common.role.${me.role}`)}
          </span>
        </p>
        {person !== null && <Sessions scope={scope} person={person} />}
        <div className="acts">
          <Button onPress={() => ask('rename')}>{t('people.act.rename')}</Button>
          <Button onPress={() => ask('leave')}>{t('people.own.leave')}</Button>
        </div>
      </div>
      {asking === 'rename' && (
        <RenameDialog
          scope={scope}
          person={person ?? { seat: me.id, name: me.name }}
          title={t('people.rename.titleOwn')}
          close={() => ask(null)}
        />
      )}
      {asking === 'leave' && <LeaveDialog board={view.board} seat={me.id} close={() => ask(null)} />}
    </section>
  );
};

// What a head may do about a member: say in which articles they write at the table, and hand the head's seat over.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import type { Move } from '../../shared/moves.ts';
import type { TableView } from '../session/view.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import type { MenuAct } from '../ui/Menu.tsx';
import { useDecision } from '../ui/useDecision.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { Person } from './people.ts';
import { useAct } from './told.ts';

export const MemberActs = ({
  view,
  person,
  more = [],
}: {
  view: TableView;
  person: Person;
  /** What else the page offers about this person. */
  more?: readonly MenuAct[];
}) => {
  const { t } = useTranslation();
  const act = useAct(view);
  const [asking, setAsking] = useState<'articles' | 'handOver' | null>(null);
  const all: Move = { kind: 'authorise', seat: person.id, clauses: 'all', allowed: true };
  const none: Move = { kind: 'authorise', seat: person.id, clauses: 'all', allowed: false };
  const handOver: Move = { kind: 'handOver', seat: person.id };
  const mayAll = useDecision(view, all);
  const mayNone = useDecision(view, none);
  const mayHandOver = useDecision(view, handOver);
  const member = person.name ?? t('table.roster.member', { seat: person.id });
  return (
    <>
      <MenuButton
        label={member}
        button={
          <Button variant="quiet" aria-label={`${member}, ${t('table.more')}`}>
            <span aria-hidden="true">⋯</span>
          </Button>
        }
        acts={[
          {
            id: 'all',
            label: t('table.roster.authoriseAll'),
            why: mayAll.why,
            onAction: () => act(all),
          },
          { id: 'some', label: t('table.roster.authorise'), onAction: () => setAsking('articles') },
          {
            id: 'none',
            label: t('table.roster.authoriseNone'),
            why: mayNone.why,
            onAction: () => act(none),
          },
          {
            id: 'handOver',
            label: t('table.roster.handOver'),
            why: mayHandOver.why,
            onAction: () => setAsking('handOver'),
          },
          ...more,
        ]}
      />
      {asking === 'articles' && (
        <ArticlesOfMember view={view} person={person} member={member} close={() => setAsking(null)} />
      )}
      {asking === 'handOver' && (
        <Dialog
          title={t('table.roster.handOverTitle', { member })}
          isOpen
          onOpenChange={() => setAsking(null)}
        >
          <p>{t('table.roster.handOverText', { member })}</p>
          <DialogActs>
            <Button
              variant="main"
              onPress={() => {
                act(handOver);
                setAsking(null);
              }}
            >
              {t('table.roster.handOverDo')}
            </Button>
            <Button onPress={() => setAsking(null)}>{t('common.cancel')}</Button>
          </DialogActs>
        </Dialog>
      )}
    </>
  );
};

const ArticlesOfMember = ({
  view,
  person,
  member,
  close,
}: {
  view: TableView;
  person: Person;
  member: string;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const act = useAct(view);
  const state = useSlice(view, (snapshot) => snapshot.state);
  const authority = state.seats.get(person.id)?.authority ?? person.authority;
  const allow = (clause: ClauseId, allowed: boolean): void =>
    act({ kind: 'authorise', seat: person.id, clauses: [clause], allowed });
  return (
    <Dialog title={t('table.roster.authoriseTitle', { member })} isOpen onOpenChange={close}>
      <div className="checklist">
        {state.clauses.map((clause, index) => (
          <Checkbox
            key={clause.id}
            isSelected={authority === 'all' || authority.includes(clause.id)}
            onChange={(allowed) => allow(clause.id, allowed)}
          >
            <span className="figure">{index + 1}</span> {clause.title[language]}
          </Checkbox>
        ))}
      </div>
      <DialogActs>
        <Button variant="main" onPress={close}>
          {t('common.close')}
        </Button>
      </DialogActs>
    </Dialog>
  );
};

// Removes somebody from the board. A head's removal of its member is a move, on record; the chair's of an observer is not,
// since observers are in no record.
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import { useSend } from '../moves/useSend.ts';
import { Asking, useRefusal } from './Asking.tsx';
import type { Scope } from './scope.ts';
import { useWording } from './wording.ts';

export const RemoveDialog = ({
  scope,
  person,
  how,
  close,
}: {
  scope: Scope;
  person: Person;
  how: 'member' | 'observer';
  close: () => void;
}) => {
  const { t } = useTranslation();
  const send = useSend(scope.view);
  const refusal = useRefusal();
  const wording = useWording(scope);
  const remove = async (): Promise<string | null> => {
    const refused =
      how === 'member'
        ? (await send({ kind: 'removeMember', seat: person.seat })).refused
        : refusal(await scope.routes.removeObserver(person.seat));
    if (refused === null) scope.again();
    return refused;
  };
  return (
    <Asking
      title={t('people.remove.title', { person: wording.person(person) })}
      act={t('people.remove.act')}
      {...(how === 'observer' ? { done: t('people.remove.done') } : {})}
      does={remove}
      close={close}
    >
      <p>{t(`people.remove.${how}`)}</p>
    </Asking>
  );
};

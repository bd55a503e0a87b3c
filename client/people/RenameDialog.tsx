// Corrects a name, or erases it. The record never held it, so nothing else changes.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import { announce } from '../moves/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useRefusal } from './Asking.tsx';
import type { Scope } from './scope.ts';

export const RenameDialog = ({
  scope: { routes, again },
  person,
  title,
  close,
}: {
  scope: Scope;
  person: Pick<Person, 'seat' | 'name'>;
  title: string;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [name, setName] = useState(person.name ?? '');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const put = async (next: string, done: string): Promise<void> => {
    setBusy(true);
    const refused = refusal(await routes.rename(person.seat, next));
    setBusy(false);
    setError(refused);
    if (refused !== null) return;
    announce(done);
    again();
    close();
  };
  const save = (): void => {
    if (name.trim() === '') setError(t('people.rename.empty'));
    else void put(name.trim(), t('people.rename.saved'));
  };
  return (
    <Dialog title={title} isOpen onOpenChange={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t('people.rename.name')}
          hint={t('people.rename.hint')}
          value={name}
          error={error}
          maxLength={80}
          autoComplete="off"
          // The person has just asked to change this very name.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
        />
        <DialogActs>
          <Button variant="main" type="submit" isDisabled={busy}>
            {t('people.rename.save')}
          </Button>
          <Button
            isDisabled={busy || (person.name ?? '') === ''}
            onPress={() => void put('', t('people.rename.erased'))}
          >
            {t('people.rename.erase')}
          </Button>
          <Button onPress={close}>{t('common.cancel')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
};

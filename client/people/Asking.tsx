// A question before something is done that cannot be undone: what will follow, the act, and a way back. What went wrong is
// said in it, so that one can try again.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import type { Answered } from '../api.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { announce } from '../moves/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';

/** Null where it is done, else a sentence. */
export type Doing = () => Promise<string | null>;

/** A request as something done or a sentence in the reader's language. */
export const useRefusal = (): ((answer: Answered<unknown>) => string | null) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (answer) => {
    if (answer.ok) return null;
    return answer.code === 'offline'
      ? t('people.unreachable')
      : refusalSentence(asRefusalCode(answer.code), language);
  };
};

export const Asking = ({
  title,
  children,
  act,
  done,
  does,
  close,
}: {
  title: string;
  children: ReactNode;
  act: string;
  /** Said aloud once it is done. */
  done?: string;
  does: Doing;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    setBusy(true);
    const sentence = await does();
    setBusy(false);
    setRefused(sentence);
    if (sentence !== null) return;
    if (done !== undefined) announce(done);
    close();
  };
  return (
    <Dialog title={title} isOpen onOpenChange={close}>
      <div className="stack">
        {children}
        {refused !== null && (
          <p role="alert" className="move-refused">
            {refused}
          </p>
        )}
      </div>
      <DialogActs>
        <Button variant="main" isDisabled={busy} onPress={() => void go()}>
          {act}
        </Button>
        <Button onPress={close}>{t('common.cancel')}</Button>
      </DialogActs>
    </Dialog>
  );
};

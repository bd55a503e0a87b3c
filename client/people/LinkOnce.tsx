// An invitation's link, shown this once: the server keeps only a digest of the secret in it. It stands in a plain field, so
// that it can also be copied by hand.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../shared/invitations.ts';
import { formatMoment } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Scope } from './scope.ts';
import { useWording } from './wording.ts';

export type Made = { invitation: Invitation; secret: string };

/** The secret stands behind the `#`: a fragment is never sent to a server, logged or passed on as a referrer. */
export const linkOf = (origin: string, secret: string): string => `${origin}/invite#${secret}`;

export const LinkOnce = ({ scope, made, close }: { scope: Scope; made: Made; close: () => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const wording = useWording(scope);
  const place = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'byHand'>('no');
  const { invitation, secret } = made;
  const link = linkOf(window.location.origin, secret);
  const text = ((): string => {
    if (invitation.email !== null) return t('people.link_once.textEmail', { email: invitation.email });
    return invitation.uses === 1
      ? t('people.link_once.text')
      : t('people.link_once.textMany', { count: invitation.uses });
  })();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      // Not allowed, or not on a page that came over plain http: the hand can.
      place.current?.querySelector('input')?.select();
      setCopied('byHand');
    }
  };
  return (
    <Dialog title={t('people.link_once.title')} isOpen onOpenChange={close}>
      <div className="stack link-once" ref={place}>
        <p>
          <strong>
            {t('people.link_once.until', {
              seat: wording.seat(invitation),
              when: formatMoment(invitation.expiresAt, language),
            })}
          </strong>
        </p>
        <p>{text}</p>
        <TextField
          label={t('people.link_once.label')}
          value={link}
          isReadOnly
          onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        />
        <output>
          {copied === 'yes' && t('people.link_once.copied')}
          {copied === 'byHand' && t('people.link_once.byHand')}
        </output>
      </div>
      <DialogActs>
        <Button variant="main" onPress={() => void copy()}>
          {t('people.link_once.copy')}
        </Button>
        <Button onPress={close}>{t('people.link_once.done')}</Button>
      </DialogActs>
    </Dialog>
  );
};

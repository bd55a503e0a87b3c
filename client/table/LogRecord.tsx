// The fingerprint of the log, for two people to compare; what it is good for is told on demand. And the alarm, where the table
// presents another log than the one that this browser saw.
import { useTranslation } from 'react-i18next';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { createApi } from '../api.ts';
import type { TableView } from '../session/view.ts';
import type { Testimony } from '../session/witness.ts';
import { Button } from '../ui/Button.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { useTestimony } from './witness.ts';
import './record.css';

export const LogRecord = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const { testimony } = useTestimony();
  if (testimony.kind === 'waiting') return null;
  const { seq, hash } = testimony.head;
  return (
    <p className="log-record">
      <PopoverButton
        label={t('record.label')}
        button={
          <Button variant="quiet">
            {t('record.line', { seq })} <code className="fingerprint">{shortFingerprint(hash)}</code>
          </Button>
        }
      >
        <About view={view} testimony={testimony} />
      </PopoverButton>
    </p>
  );
};

const About = ({ view, testimony }: { view: TableView; testimony: Testimony }) => {
  const { t } = useTranslation();
  const id = useSlice(view, ({ seat }) => seat.id);
  const keys = useKeys(view);
  return (
    <div className="stack">
      <p>{t('record.about')}</p>
      <p>{testimony.kind === 'holds' ? t('record.holds') : t('record.seen')}</p>
      {view.acts !== null && <p>{t(`record.${keys.kind}`)}</p>}
      {keys.kind !== 'unsigned' && (
        <p className="quiet">
          {t('record.key')} <code className="fingerprint">{keys.recorded}</code>
        </p>
      )}
      <p>
        <a href={createApi({ seat: id }).exportUrl(view.board, 'bundle.paraph')} download>
          {t('record.download')}
        </a>
      </p>
      <p className="quiet">
        {t('record.verify')} <code>npx paraph verify</code>
      </p>
    </div>
  );
};

type Keys =
  | { kind: 'unsigned' }
  | { kind: 'signed'; recorded: string }
  /** The record has a key for this seat, and it is not the one that this browser signs with. */
  | { kind: 'strange'; recorded: string };

const useKeys = (view: TableView): Keys => {
  const recorded = useSlice(view, ({ state, seat }) => state.seats.get(seat.id)?.key);
  const own = useSlice(view, ({ key }) => key);
  if (recorded === undefined) return { kind: 'unsigned' };
  // While this browser still looks for its key nothing is wrong yet.
  return { kind: own === undefined || own === recorded ? 'signed' : 'strange', recorded };
};

/** Said loudly too: somebody else's key stands for this seat, and nothing that is done here is taken. */
export const KeyAlarm = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const { kind } = useKeys(view);
  if (view.acts === null || kind !== 'strange') return null;
  return (
    <p role="alert" className="log-alarm">
      <span>{t('record.strange')}</span>
    </p>
  );
};

/** Said loudly, and it stays until whoever sits here has dealt with it. */
export const LogAlarm = () => {
  const { t } = useTranslation();
  const { testimony, accept } = useTestimony();
  if (testimony.kind !== 'another') return null;
  const { remembered } = testimony;
  return (
    <p role="alert" className="log-alarm">
      <span>{t('record.another', { seq: remembered.seq, print: shortFingerprint(remembered.hash) })}</span>
      <Button onPress={accept}>{t('record.accept')}</Button>
    </p>
  );
};

// What observers may see while the doors are open: chosen here, and asked of the others.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_DELAY_MINUTES } from '../../shared/moves.ts';
import type { Move } from '../../shared/moves.ts';
import { MoveDialog } from '../moves/MoveDialog.tsx';
import type { TableView } from '../session/view.ts';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { useSightWords } from './words.ts';

/** Null where it is no delay that there can be. */
const minutesIn = (typed: string): number | null => {
  if (!/^\s*\d{0,4}\s*$/.test(typed)) return null;
  const minutes = Number(typed);
  return minutes <= MAX_DELAY_MINUTES ? minutes : null;
};

export const SightDialog = ({ view, onClose }: { view: TableView; onClose: () => void }) => {
  const { t } = useTranslation();
  const sight = useSlice(view, ({ state }) => state.sight);
  const chaired = useSlice(view, ({ state }) =>
    [...state.seats.values()].some(({ role }) => role === 'chair'),
  );
  const words = useSightWords();
  const [sees, setSees] = useState(sight.sees);
  const [typed, setTyped] = useState(String(sight.delayMinutes));
  const minutes = minutesIn(typed);
  const move: Move = { kind: 'setPublic', sees, delayMinutes: minutes ?? sight.delayMinutes };
  return (
    <MoveDialog
      view={view}
      title={t('doors.settingsTitle')}
      moves={[move]}
      act={t('doors.ask')}
      onClose={onClose}
    >
      <p>{t('doors.now', { sight: words(sight) })}</p>
      <RadioGroup
        label={t('doors.sees')}
        choices={[
          { id: 'brackets', label: t('doors.brackets') },
          { id: 'clean', label: t('doors.clean') },
        ]}
        value={sees}
        onChange={setSees}
      />
      <TextField
        label={t('doors.delay')}
        hint={t('doors.delayHint', { most: MAX_DELAY_MINUTES })}
        error={minutes === null ? t('doors.delayWrong', { most: MAX_DELAY_MINUTES }) : null}
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
      />
      <p className="quiet">{t(chaired ? 'doors.settingsNote' : 'doors.settingsNoteNoChair')}</p>
    </MoveDialog>
  );
};

// One of the colours that a delegation can have, each with its name beside it.
import { Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PARTY_COLOURS } from '../../shared/colours.ts';
import type { PartyColour } from '../../shared/colours.ts';
import '../ui/ui.css';

export const ColourChoice = ({
  value,
  error,
  onChange,
}: {
  value: PartyColour;
  error: string | null;
  onChange: (colour: PartyColour) => void;
}) => {
  const { t } = useTranslation();
  return (
    <RadioGroup
      className="field colours"
      orientation="horizontal"
      value={value}
      isInvalid={error !== null}
      onChange={(key) => {
        const chosen = PARTY_COLOURS.find((colour) => colour === key);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      <Label>{t('newBoard.colour')}</Label>
      <div className="colours-row">
        {PARTY_COLOURS.map((colour) => (
          <Radio key={colour} value={colour} className="colour">
            <span className="swatch" aria-hidden="true" style={{ background: `var(--${colour})` }} />
            {t(`newBoard.colours.${colour}`)}
          </Radio>
        ))}
      </div>
      {error !== null && (
        <Text slot="errorMessage" className="react-aria-FieldError">
          {error}
        </Text>
      )}
    </RadioGroup>
  );
};

// The two delegations: name and label in both languages, since every screen exists in both, and a colour.
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/board.ts';
import type { Language, Party } from '../../shared/board.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ColourChoice } from './ColourChoice.tsx';
import { withoutParties } from './draft.ts';
import type { PartyDraft } from './draft.ts';
import type { FormPart } from './NewBoardForm.tsx';
import { useFault } from './useFault.ts';

export const PartiesFields = ({
  draft,
  change,
  faults,
  parties,
}: FormPart & { parties: readonly [Party, Party] }) => {
  const { t } = useTranslation();
  const put = (at: 0 | 1, next: Partial<PartyDraft>): void => {
    const [one, other] = draft.parties;
    change({ parties: at === 0 ? [{ ...one, ...next }, other] : [one, { ...other, ...next }] });
  };
  return (
    <section aria-labelledby="new-parties">
      <div className="new-board-head">
        <h2 id="new-parties">{t('newBoard.parties')}</h2>
        <Button variant="small" onPress={() => change(withoutParties(draft))}>
          {t('newBoard.clearParties')}
        </Button>
      </div>
      <div className="new-board-fields">
        {([0, 1] as const).map((at) => (
          <OneParty
            key={at}
            at={at}
            value={draft.parties[at]}
            party={parties[at]}
            faults={faults}
            put={(next) => put(at, next)}
          />
        ))}
      </div>
    </section>
  );
};

const OneParty = ({
  at,
  value,
  party,
  faults,
  put,
}: {
  at: 0 | 1;
  value: PartyDraft;
  party: Party;
  faults: FormPart['faults'];
  put: (next: Partial<PartyDraft>) => void;
}) => {
  const { t } = useTranslation();
  const fault = useFault(faults);
  const names = { en: t('newBoard.nameEn'), fr: t('newBoard.nameFr') };
  const labels = { en: t('newBoard.labelEn'), fr: t('newBoard.labelFr') };
  return (
    <fieldset className="new-party" data-party={party.id}>
      <legend>{t(at === 0 ? 'newBoard.firstParty' : 'newBoard.secondParty')}</legend>
      {LANGUAGES.map((lang, i) => (
        <div key={lang} className="new-party-words">
          <TextField
            label={names[lang]}
            lang={lang}
            maxLength={120}
            value={value.name[lang]}
            error={i === 0 ? fault(`party.${at}.name`) : null}
            onChange={(name) => put({ name: { ...value.name, [lang]: name } })}
          />
          <TextField
            label={labels[lang]}
            lang={lang}
            maxLength={12}
            value={value.label[lang]}
            error={i === 0 ? fault(`party.${at}.label`) : null}
            onChange={(label) => put({ label: { ...value.label, [lang]: label } })}
          />
        </div>
      ))}
      <ColourChoice
        value={value.colour}
        error={fault(`party.${at}.colour`)}
        onChange={(colour) => put({ colour })}
      />
      <Sample party={party} />
    </fieldset>
  );
};

/** How words of this delegation will stand in the articles. */
const Sample = ({ party }: { party: Party }) => {
  const { t } = useTranslation();
  const language: Language = useLanguage();
  const label = party.label[language];
  if (label === '') return null;
  return (
    <p className="new-party-sample">
      <span className="unseen">{t('newBoard.sample')}</span>{' '}
      <span className="preview-bracket" data-party={party.id}>
        [<b className="label">{label}</b> {t('newBoard.sampleWords')}]
      </span>
    </p>
  );
};

// One figure of an article: what it is called, of which kind it is, and within which bounds.
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { KINDS, SCALES, UNITS, hasOptions, isQuantity } from './term-draft.ts';
import type { TermDraft } from './term-draft.ts';

type Props = {
  term: TermDraft;
  number: number;
  languages: readonly Language[];
  fault: (field: string) => string | null;
  put: (next: TermDraft) => void;
  drop: () => void;
};

export const TermFields = (props: Props) => {
  const { t } = useTranslation();
  const { term, number, put, drop } = props;
  return (
    <fieldset className="new-term">
      <legend>{t('newBoard.term.name', { number })}</legend>
      <div className="new-term-row">
        <Words {...props} field="label" label={t('newBoard.term.label')} most={200} />
        <Select
          label={t('newBoard.term.kind')}
          choices={KINDS.map((id) => ({ id, label: t(`newBoard.term.kinds.${id}`) }))}
          value={term.kind}
          onChange={(kind) => put({ ...term, kind })}
        />
      </div>
      {isQuantity(term.kind) && <Quantity {...props} />}
      {hasOptions(term.kind) && (
        <div className="new-term-row">
          <Words {...props} field="options" label={t('newBoard.term.options')} rows={3} most={4000} />
        </div>
      )}
      <Button variant="small" aria-label={t('newBoard.term.dropOf', { number })} onPress={drop}>
        {t('newBoard.term.drop')}
      </Button>
    </fieldset>
  );
};

/** The same words in each language of the board. */
const Words = ({
  term,
  languages,
  fault,
  put,
  field,
  label,
  rows,
  most,
}: Props & { field: 'label' | 'unit' | 'options'; label: string; rows?: number; most: number }) => {
  const { t } = useTranslation();
  const names = { en: t('newBoard.term.inEnglish'), fr: t('newBoard.term.inFrench') };
  return languages.map((lang, i) => (
    <TextField
      key={lang}
      label={languages.length > 1 ? `${label} ${names[lang]}` : label}
      lang={lang}
      {...(rows === undefined ? {} : { rows })}
      maxLength={most}
      value={term[field][lang]}
      error={fault(`${field}.${lang}`) ?? (i === 0 ? fault(field) : null)}
      onChange={(value) => put({ ...term, [field]: { ...term[field], [lang]: value } })}
    />
  ));
};

const Quantity = (props: Props) => {
  const { t } = useTranslation();
  const { term, fault, put } = props;
  return (
    <div className="new-term-row figures-row">
      {term.kind === 'number' && <Words {...props} field="unit" label={t('newBoard.term.unit')} most={24} />}
      {term.kind === 'duration' && (
        <Select
          label={t('newBoard.term.unit')}
          choices={UNITS.map((id) => ({ id, label: t(`newBoard.term.units.${id}`) }))}
          value={term.time}
          onChange={(time) => put({ ...term, time })}
        />
      )}
      {term.kind === 'money' && <Money {...props} />}
      {(['min', 'max', 'step'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`newBoard.term.${field}`)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={term[field]}
          error={fault(field)}
          onChange={(value) => put({ ...term, [field]: value })}
        />
      ))}
    </div>
  );
};

const Money = ({ term, fault, put }: Props) => {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('newBoard.term.currency')}
        autoComplete="off"
        maxLength={3}
        value={term.currency}
        error={fault('currency')}
        onChange={(currency) => put({ ...term, currency })}
      />
      <Select
        label={t('newBoard.term.scale')}
        choices={SCALES.map((id) => ({ id, label: t(`newBoard.term.scales.${id}`) }))}
        value={term.scale}
        onChange={(scale) => put({ ...term, scale })}
      />
      <Checkbox isSelected={term.yearly} onChange={(yearly) => put({ ...term, yearly })}>
        {t('newBoard.term.yearly')}
      </Checkbox>
    </>
  );
};

// One's own value, edited where it stands: a number with its unit and bounds, yes or no, one of a list, some of a list.
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckboxGroup, I18nProvider, Input, Label, NumberField } from 'react-aria-components';
import type { Language } from '../../shared/board.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { checkTermValue, normaliseTermValue } from '../../shared/terms.ts';
import type { TermDefinition, TermValue } from '../../shared/terms.ts';
import { useEscape } from '../article/useEscape.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { formatNumber, unitOf } from './format.ts';
import { SetOption } from './SetOption.tsx';

type Quantity = Extract<TermDefinition, { min: number }>;

const QuantityField = ({
  definition,
  value,
  onChange,
  describedBy,
}: {
  definition: Quantity;
  value: TermValue | null;
  onChange: (value: number) => void;
  describedBy: string;
}) => {
  const lang = useLanguage();
  return (
    <I18nProvider locale={lang === 'fr' ? 'fr-FR' : 'en-GB'}>
      <NumberField
        className="term-number"
        defaultValue={typeof value === 'number' ? value : definition.min}
        minValue={definition.min}
        maxValue={definition.max}
        step={definition.step}
        commitBehavior="validate"
        validationBehavior="aria"
        formatOptions={{ maximumFractionDigits: 6 }}
        onChange={onChange}
        aria-describedby={describedBy}
        // The person has just asked to edit this very value.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      >
        <Label className="unseen">{definition.label[lang]}</Label>
        <Input className="term-input" />
        <span className="term-unit">{unitOf(definition, lang)}</span>
      </NumberField>
    </I18nProvider>
  );
};

const Field = ({
  definition,
  value,
  onChange,
  describedBy,
}: {
  definition: TermDefinition;
  value: TermValue | null;
  onChange: (value: TermValue) => void;
  describedBy: string;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  switch (definition.kind) {
    case 'number':
    case 'percent':
    case 'duration':
    case 'money':
      return (
        <QuantityField definition={definition} value={value} onChange={onChange} describedBy={describedBy} />
      );
    case 'yesno':
      return (
        <Switcher
          label={definition.label[lang]}
          choices={[
            { id: 'yes', label: t('terms.yes') },
            { id: 'no', label: t('terms.no') },
          ]}
          value={value === true ? 'yes' : 'no'}
          onChange={(id) => onChange(id === 'yes')}
        />
      );
    case 'choice':
      return (
        <Select
          label={definition.label[lang]}
          choices={definition.options.map((option) => ({ id: option.id, label: option.label[lang] }))}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'set':
      return (
        <CheckboxGroup
          className="term-set"
          value={Array.isArray(value) ? value : []}
          onChange={(ids) => onChange(normaliseTermValue(definition, ids))}
        >
          <Label className="unseen">{definition.label[lang]}</Label>
          {definition.options.map((option) => (
            <SetOption key={option.id} id={option.id} label={option.label[lang]} />
          ))}
        </CheckboxGroup>
      );
  }
};

const useBounds = (definition: TermDefinition, lang: Language): string | null => {
  const { t } = useTranslation();
  if (!('min' in definition)) return null;
  const unit = unitOf(definition, lang);
  const bounds = {
    min: formatNumber(definition.min, lang),
    max: formatNumber(definition.max, lang),
    unit: unit === '' ? '' : `\u00a0${unit}`,
    step: formatNumber(definition.step, lang),
  };
  return definition.step === 1 ? t('terms.bounds', bounds) : t('terms.boundsStep', bounds);
};

export type TermEditorProps = {
  definition: TermDefinition;
  value: TermValue | null;
  /** Sends the value; answers why not, or null where it stands. */
  onSet: (value: TermValue) => Promise<string | null>;
  onClose: () => void;
};

export const TermEditor = ({ definition, value, onSet, onClose }: TermEditorProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const bounds = useBounds(definition, lang);
  const describedBy = useId();
  const form = useRef<HTMLFormElement | null>(null);
  useEscape(form, onClose);
  const [chosen, setChosen] = useState<TermValue | null>(value);
  // A number field tells its value as Enter is pressed, and the form is sent in the same breath.
  const latest = useRef<TermValue | null>(value);
  const [refused, setRefused] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const choose = (next: TermValue): void => {
    latest.current = next;
    setChosen(next);
    setRefused(null);
  };
  const submit = async (): Promise<void> => {
    const next = latest.current;
    if (next === null) return;
    const check = checkTermValue(definition, next);
    if (!check.ok) {
      setRefused(refusalSentence(asRefusalCode(check.code), lang));
      return;
    }
    setSending(true);
    const why = await onSet(next);
    setSending(false);
    if (why === null) onClose();
    else setRefused(why);
  };
  return (
    <form
      ref={form}
      className="term-editor"
      aria-label={t('terms.change', { term: definition.label[lang] })}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field definition={definition} value={chosen} onChange={choose} describedBy={describedBy} />
      <span className="term-editor-acts">
        <Button variant="small" type="submit" isDisabled={sending}>
          {t('terms.set')}
        </Button>
        <Button variant="small" className="plain-edge" onPress={onClose}>
          {t('terms.cancel')}
        </Button>
      </span>
      <small id={describedBy} className="term-hint">
        {refused === null ? bounds : <span role="alert">{refused}</span>}
      </small>
    </form>
  );
};

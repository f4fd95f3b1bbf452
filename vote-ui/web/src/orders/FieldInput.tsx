import { Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { useTexts, useLanguage } from '../shell/i18n';
import { span } from '../parts/time';
import { useWord } from '../parts/Status';
import { problemOf, ROLE_IDS, type Field, type FieldValue, type FunctionChoice, type Values } from './fields';
import { formTexts } from './formTexts';
import { FunctionsInput } from './FunctionsInput';
import { RecordInput } from './RecordInput';

interface Props {
  field: Field;
  values: Values;
  touched: boolean;
  onChange: (value: FieldValue) => void;
}

/** One input of a form, with what is wrong about it as soon as something is. */
export function FieldInput({ field, values, touched, onChange }: Props) {
  const t = useTexts(formTexts);
  const [language] = useLanguage();
  const id = useId();
  const value = values[field.name];
  const problem = problemOf(field, value);
  const shown = problem && (touched || (typeof value === 'string' && value !== '')) ? problem : undefined;
  const text = typeof value === 'string' ? value : '';
  const described = { id, 'aria-invalid': shown !== undefined, 'aria-describedby': `${id}-hint` };
  const label = t(`field.${field.name}`);
  if (field.type === 'yesNo') {
    return (
      <Checkbox checked={value === true} onChange={event => onChange(event.target.checked)}>
        {label}
      </Checkbox>
    );
  }
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Control {...{ field, values, text, onChange, described, label }} />
      <div id={`${id}-hint`} className="hint" role={shown ? 'alert' : undefined}>
        {shown && t(shown, { ...field })}
        {!problem && field.type === 'span' && t('span.is', { span: span(Number(text), language) })}
      </div>
    </div>
  );
}

interface ControlProps {
  field: Exclude<Field, { type: 'yesNo' }>;
  values: Values;
  text: string;
  label: string;
  onChange: (value: FieldValue) => void;
  described: { id: string; 'aria-invalid': boolean; 'aria-describedby': string };
}

function Control({ field, values, text, label, onChange, described }: ControlProps) {
  const t = useTexts(formTexts);
  const word = useWord();
  switch (field.type) {
    case 'record':
      return <RecordInput {...{ field, values, value: text, onChange, described }} />;
    case 'functions':
      return (
        <FunctionsInput
          label={label}
          several={field.several}
          value={values[field.name] as FunctionChoice | undefined}
          onChange={onChange}
          described={described}
        />
      );
    case 'choice':
    case 'role': {
      const constants = field.type === 'choice' ? field.constants : Object.keys(ROLE_IDS);
      const name = (each: string) =>
        field.type === 'role' && (each === 'NONE' || each === 'MEMBER') ? t(`role.${each}`) : word(each);
      return (
        <Select
          {...described}
          className="wide"
          value={text || null}
          options={constants.map(each => ({ value: each, label: name(each) }))}
          onChange={onChange}
        />
      );
    }
    case 'text':
      return (
        <Input.TextArea
          {...described}
          autoSize
          value={text}
          onChange={event => onChange(event.target.value)}
        />
      );
    case 'number':
    case 'span':
      return (
        <Input
          {...described}
          inputMode="numeric"
          value={text}
          onChange={event => onChange(event.target.value.trim())}
        />
      );
    case 'digest':
    case 'address':
    case 'data':
      return (
        <Input
          {...described}
          spellCheck={false}
          value={text}
          onChange={event => onChange(event.target.value.trim())}
        />
      );
  }
}

import { Form, InputNumber, Select } from 'antd';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { Field, Problem, Values } from '../actions/fields';
import type { Actor } from '../actions/rules';
import { term } from '../terms';
import { PossessionInput } from '../possession/PossessionInput';
import { WaitingKeyInput } from '../possession/WaitingKeyInput';
import { actionTexts, type ActionTextKey } from '../texts.actions';
import { texts } from '../texts';
import { AnchorsInput } from './AnchorsInput';
import type { Agreement } from './consent';
import { ConsentInput } from './ConsentInput';
import { DigestInput } from './DigestInput';
import { FunctionsInput } from './FunctionsInput';
import type { InputProps } from './input';
import { NodeConsentInput } from './NodeConsentInput';
import { RecordInput } from './RecordInput';
import { TextInput } from './TextInput';
import { TimeInput } from './TimeInput';

interface Props {
  readonly field: Field;
  readonly values: Values;
  readonly problem: Problem | undefined;
  readonly onChange: (value: unknown) => void;
  readonly actor: Actor | undefined;
  /** Id of the record that the form is about; undefined where it makes a new one. */
  readonly about: string | undefined;
  /** What a key in the form is to agree to. */
  readonly agreement: Agreement | undefined;
}

/** One question of a form, with its label, what is meant, and what is wrong with the answer. */
export function FieldInput(props: Props) {
  const { field, values, problem, onChange } = props;
  const t = useTexts(actionTexts);
  const id = `field-${field.name}`;
  const label = t(`field.${field.name}` as ActionTextKey);
  const help = `help.${field.name}`;
  const explained = help in actionTexts.en;
  const input: InputProps = {
    id,
    value: values[field.name],
    onChange,
    invalid: problem !== undefined,
    described: explained || problem ? `${id}-about` : undefined,
  };
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      required={!field.optional}
      {...(problem ? { validateStatus: 'error' } : {})}
    >
      <Control {...props} input={input} label={label} />
      <div id={`${id}-about`}>
        {problem && (
          <span className="wrong" role="alert">
            {t(`wrong.${problem}`)}{' '}
          </span>
        )}
        {explained && <span className="muted">{t(help as ActionTextKey)}</span>}
      </div>
    </Form.Item>
  );
}

function Control({
  field,
  actor,
  about,
  agreement,
  input,
  label,
}: Props & { input: InputProps; label: string }) {
  const [language] = useLanguage();
  const own = useTexts(texts);
  const type = field.type;
  switch (type.is) {
    case 'word':
      return (
        <Select
          id={input.id}
          aria-label={label}
          className="wide"
          placeholder={own('choose')}
          {...(input.value ? { value: String(input.value) } : {})}
          {...(input.invalid ? { status: 'error' as const } : {})}
          options={type.among.map(word => ({ value: word, label: term(type.of, word, language) }))}
          onChange={value => input.onChange(value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={input.id}
          className="wide"
          min={type.min}
          max={type.max}
          precision={0}
          value={typeof input.value === 'number' ? input.value : null}
          aria-describedby={input.described}
          onChange={value => input.onChange(value ?? undefined)}
        />
      );
    case 'time':
      return <TimeInput {...input} />;
    case 'record': {
      const mine = [actor?.institution, ...(actor?.contactOf ?? [])].filter(id => id !== undefined);
      return (
        <RecordInput {...input} type={type} label={label} own={mine} optional={field.optional ?? false} />
      );
    }
    case 'fingerprint':
      return <DigestInput {...input} of="certificate" label={label} />;
    case 'digest':
      return <DigestInput {...input} of="document" label={label} />;
    case 'functions':
      return <FunctionsInput {...input} />;
    case 'anchors':
      return <AnchorsInput {...input} />;
    case 'consent':
      return <ConsentInput {...input} agreement={agreement} />;
    case 'nodeConsent':
      return <NodeConsentInput {...input} code={actor?.code} />;
    case 'possession':
      return <PossessionInput {...input} account={actor?.account} />;
    case 'waitingKey':
      return <WaitingKeyInput {...input} account={about ?? ''} />;
    case 'bytes':
      return <TextInput {...input} lines={4} placeholder="0x…" />;
    case 'text':
      return <TextInput {...input} {...(type.lines ? { lines: type.lines } : {})} />;
    case 'code':
    case 'digits':
    case 'address':
    case 'endpoint':
    case 'nodeEndpoint':
    case 'publicKey':
      return <TextInput {...input} />;
  }
}

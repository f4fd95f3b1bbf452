import { Alert, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import type { Call } from '../chain/words/describe';
import { useTexts } from '../shell/i18n';
import { FieldInput } from './FieldInput';
import { problemOf, type FieldValue, type Values } from './fields';
import { formTexts } from './formTexts';
import { callOf, KINDS, type Kind } from './kinds';
import { texts } from './texts';

const GROUPS = [...new Set(KINDS.map(({ group }) => group))];

interface Props {
  kind: Kind;
  /** What was typed, or came along with the page's address. */
  typed: Values;
  onType: (name: string, value: FieldValue) => void;
  onKind: (key: string) => void;
  onAdd: (call: Call) => void;
}

/** Chooses a kind of change and fills in its form; checked as it is typed. */
export function ChangeForm({ kind, typed, onType, onKind, onAdd }: Props) {
  const t = useTexts(texts);
  const forms = useTexts(formTexts);
  const id = useId();
  return (
    <div className="stack">
      <div>
        <label htmlFor={id}>{t('new.choose')}</label>
        <Select
          id={id}
          className="wide"
          showSearch={{ optionFilterProp: 'label' }}
          value={kind.key as string}
          options={GROUPS.map(group => ({
            label: forms(group),
            options: KINDS.filter(each => each.group === group).map(({ key }) => ({
              value: key as string,
              label: forms(`kind.${key}`),
            })),
          }))}
          onChange={onKind}
        />
      </div>
      {kind.key === 'Institutions.admit' && <p className="muted">{t('new.rejectApplication')}</p>}
      {kind.key === 'Credit.restore' && (
        <Alert type="warning" showIcon data-testid="warning" title={t('new.restoreCredit')} />
      )}
      <Fill key={kind.key} {...{ kind, typed, onType, onAdd }} />
    </div>
  );
}

function Fill({ kind, typed, onType, onAdd }: Omit<Props, 'onKind'>) {
  const t = useTexts(texts);
  const [touched, setTouched] = useState(false);
  const prefill = useChain<Values>(['prefill', kind.key], rpc => kind.prefill?.(rpc) ?? Promise.resolve({}), {
    staleTime: Infinity,
  });
  const values: Values = { ...prefill.data, ...typed };
  const add = () => {
    setTouched(true);
    if (kind.fields.some(field => problemOf(field, values[field.name]))) return;
    onAdd(callOf(kind, values));
    setTouched(false);
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        add();
      }}
    >
      <ChainProblem error={prefill.error} />
      {kind.fields.map(field => (
        <FieldInput
          key={field.name}
          {...{ field, values, touched }}
          onChange={value => onType(field.name, value)}
        />
      ))}
      <div>
        <Button htmlType="submit" data-testid="add-change">
          {t('new.add')}
        </Button>
      </div>
    </form>
  );
}

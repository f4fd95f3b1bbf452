import { Button, Form, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { useBlockTime } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import type { Action, ContractCall, Registration } from './actions/action';
import { checkAll, type Field, type Problem, type Values } from './actions/fields';
import type { Actor } from './actions/rules';
import type { Agreement } from './inputs/consent';
import { FieldInput } from './inputs/FieldInput';
import type { RegisterRecord } from './kinds';
import { actionTexts, type ActionTextKey } from './texts.actions';
import { texts } from './texts';
import { useAct } from './useAct';
import { useActor } from './useActor';

interface Props {
  readonly action: Action | Registration;
  readonly record?: RegisterRecord;
  readonly preset?: Values;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Asks for what an action needs, checked as it is typed; then shows what will be signed, and sends it. */
export function ActionDialog({ action, record, preset, onClose, onDone }: Props) {
  const t = useTexts(actionTexts);
  const act = useAct();
  const name = t(`action.${action.name}` as ActionTextKey);
  const send = async (call: ContractCall) => {
    const receipt = await act(action, call);
    if (receipt === undefined) return;
    onDone?.();
    onClose();
  };
  return (
    <Modal
      open
      title={name}
      onCancel={onClose}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <p>{t(`effect.${action.name}` as ActionTextKey)}</p>
      <PresentForm {...{ action, record, preset, onClose }} onReady={call => void send(call)} />
    </Modal>
  );
}

/** The form, once what it begins with is there: what is signed again as it stands is what the chain has at this moment. */
function PresentForm(props: Omit<FormProps, 'present'>) {
  const { action, record } = props;
  const read = 'present' in action && record !== undefined ? action.present : undefined;
  const id = record?.id ?? '';
  const { data, error, isFetchedAfterMount, refetch } = useChain(
    ['present', action.name, id],
    rpc => read?.(id, rpc) ?? Promise.resolve({}),
    { enabled: read !== undefined, staleTime: 0 },
  );
  if (read === undefined) return <ActionForm {...props} present={{}} />;
  if (error) return <ChainProblem error={error} retry={() => void refetch()} />;
  if (data === undefined || !isFetchedAfterMount) return <Skeleton active />;
  return <ActionForm {...props} present={data} />;
}

/** What a new key in the form agrees to. */
function agreementOf(
  action: Action | Registration,
  values: Values,
  actor: Actor | undefined,
): Agreement | undefined {
  if (action.name === 'rotateAccount') return actor && { to: 'succeed', account: actor.account };
  const { institution, role } = values;
  if (typeof institution !== 'string' || typeof role !== 'string') return undefined;
  return { to: 'belong', institution, role };
}

type FormProps = Pick<Props, 'action' | 'onClose'> & {
  readonly record: RegisterRecord | undefined;
  readonly preset: Values | undefined;
  readonly present: Values;
  readonly onReady: (call: ContractCall) => void;
};

function ActionForm({ action, record, preset, present, onClose, onReady }: FormProps) {
  const t = useTexts(texts);
  const { actor } = useActor();
  const now = useBlockTime() ?? 0;
  const [values, setValues] = useState<Values>(() => ({
    ...(record && 'initial' in action ? action.initial?.(record) : {}),
    ...present,
    ...preset,
  }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const problems = checkAll(action.fields, values, now);
  const fields = action.fields.filter(field => field.when?.(values) ?? true);
  const shown = (field: Field): Problem | undefined =>
    tried || touched.has(field.name) ? problems[field.name] : undefined;
  const change = (field: Field, value: unknown) => {
    setValues(before => ({ ...before, [field.name]: value }));
    setTouched(before => new Set(before).add(field.name));
  };
  const go = () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    onReady(
      record === undefined ? (action as Registration).call(values) : (action as Action).call(values, record),
    );
  };
  return (
    <Form layout="vertical" onFinish={go} noValidate>
      {fields.map(field => (
        <FieldInput
          key={field.name}
          field={field}
          values={values}
          problem={shown(field)}
          onChange={value => change(field, value)}
          actor={actor}
          about={record?.id}
          agreement={agreementOf(action, values, actor)}
        />
      ))}
      <div className="buttons">
        <Button type="primary" htmlType="submit" {...(action.final ? { danger: true } : {})}>
          {t('continue')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}

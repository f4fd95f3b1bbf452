import { read, type Fields } from '../../chain/reads';
import { textOf, type RegisterRecord } from '../kinds';
import { ordinal } from '../terms';
import { hasOne, hasStatus, text, type Action, type ByOrder, type Registration } from './action';
import type { Field, FieldType, Values } from './fields';

const LONGEST_GRANT_DAYS = 366;

type Arguments = (values: Values, record: RegisterRecord) => unknown[];

/** Asks for an active institution. */
export const institution = (name: string, optional = false): Field => ({
  name,
  type: { is: 'record', kind: 'institutions', from: 'active' },
  optional,
});
const DESCRIPTION: readonly Field[] = [
  { name: 'name', type: { is: 'text', max: 200 } },
  { name: 'dataKind', type: { is: 'code' } },
  { name: 'dataDigest', type: { is: 'digest' } },
  { name: 'volume', type: { is: 'digits', bits: 64 } },
  { name: 'value', type: { is: 'digits', bits: 128 } },
];
const description = (values: Values) => [
  text(values, 'name'),
  text(values, 'dataKind'),
  text(values, 'dataDigest'),
  text(values, 'volume'),
  text(values, 'value'),
];
const SENSITIVITIES = ['GENERAL', 'IMPORTANT', 'CORE'];
const higherThan = (record: RegisterRecord) =>
  SENSITIVITIES.slice(SENSITIVITIES.indexOf(textOf(record, 'sensitivity')) + 1);
const sensitivity: FieldType = { is: 'word', of: 'Sensitivity', among: SENSITIVITIES };

function ofDataSet(
  name: string,
  fn: string,
  statuses: string[],
  fields: readonly Field[],
  args: Arguments,
): Action {
  return {
    name,
    kind: 'data-sets',
    audience: 'OPERATOR',
    when: hasStatus(...statuses),
    fields,
    call: (values, record) => ({ contract: 'DataLedger', fn, args: args(values, record) }),
  };
}

/** What operators do with the data sets of their institution. */
export const DATA_ACTIONS: readonly Action[] = [
  {
    ...ofDataSet(
      'describeDataSet',
      'describe',
      ['ACTIVE', 'SUSPENDED', 'FROZEN'],
      DESCRIPTION,
      (values, record) => [record.id, description(values)],
    ),
    present: async (id, rpc) => {
      const { description: now } = await read<{ description: Fields }>(rpc, 'DataLedger', 'dataSet', [id]);
      const { name, kind, digest, volume, value } = now;
      return { name, dataKind: kind, dataDigest: digest, volume: String(volume), value: String(value) };
    },
  },
  {
    ...ofDataSet(
      'raiseSensitivity',
      'raise',
      ['ACTIVE', 'SUSPENDED', 'FROZEN'],
      [{ name: 'sensitivity', type: sensitivity }],
      (values, record) => [record.id, ordinal('Sensitivity', text(values, 'sensitivity'))],
    ),
    when: record => record.status !== 'RETIRED' && higherThan(record).length > 0,
    initial: record => ({ sensitivity: higherThan(record)[0] }),
    final: true,
  },
  ofDataSet(
    'grantData',
    'grant',
    ['ACTIVE', 'SUSPENDED'],
    [
      institution('institution'),
      { name: 'until', type: { is: 'time', withinDays: LONGEST_GRANT_DAYS } },
      { name: 'purpose', type: { is: 'digest' } },
    ],
    (values, record) => [
      record.id,
      text(values, 'institution'),
      Number(values.until),
      text(values, 'purpose'),
    ],
  ),
  ofDataSet(
    'revokeData',
    'revoke',
    ['ACTIVE', 'SUSPENDED', 'FROZEN'],
    [institution('institution')],
    (values, record) => [record.id, text(values, 'institution')],
  ),
  ofDataSet('suspendDataSet', 'suspend', ['ACTIVE'], [], (_, record) => [record.id]),
  ofDataSet('resumeDataSet', 'resume', ['SUSPENDED'], [], (_, record) => [record.id]),
  {
    ...ofDataSet('retireDataSet', 'retire', ['ACTIVE', 'SUSPENDED'], [], (_, record) => [record.id]),
    final: true,
  },
];

/** What registers a data set. */
export const DATA_REGISTRATIONS: readonly Registration[] = [
  {
    name: 'registerDataSet',
    kind: 'data-sets',
    audience: 'OPERATOR',
    fields: [
      { name: 'code', type: { is: 'code' } },
      { name: 'sensitivity', type: sensitivity },
      ...DESCRIPTION,
    ],
    call: values => ({
      contract: 'DataLedger',
      fn: 'register',
      args: [text(values, 'code'), ordinal('Sensitivity', text(values, 'sensitivity')), description(values)],
    }),
  },
];

/** What only a vote does with data sets. */
export const DATA_ORDERS: readonly ByOrder[] = [
  {
    order: 'DataLedger.lower',
    kind: 'data-sets',
    when: record => SENSITIVITIES.indexOf(textOf(record, 'sensitivity')) > 0,
    values: record => ({ dataSet: record.id }),
  },
  {
    order: 'DataLedger.freeze',
    kind: 'data-sets',
    when: hasStatus('ACTIVE', 'SUSPENDED'),
    values: record => ({ dataSet: record.id }),
  },
  {
    order: 'DataLedger.unfreeze',
    kind: 'data-sets',
    when: hasStatus('FROZEN'),
    values: record => ({ dataSet: record.id }),
  },
  {
    order: 'DataLedger.approveGrant',
    kind: 'data-sets',
    when: hasOne('grantList', 'REQUESTED'),
    values: record => ({ dataSet: record.id }),
  },
  {
    order: 'DataLedger.cancelGrant',
    kind: 'data-sets',
    when: hasOne('grantList', 'REQUESTED', 'ACTIVE'),
    values: record => ({ dataSet: record.id }),
  },
];

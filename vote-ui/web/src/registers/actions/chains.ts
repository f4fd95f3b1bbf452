import type { AnchorsValue } from '../../chain/anchors';
import { read, type Fields } from '../../chain/reads';
import { textOf, type RegisterRecord } from '../kinds';
import { ordinal } from '../terms';
import {
  hasStatus,
  idOf,
  idOrNobody,
  NOBODY,
  text,
  type Action,
  type ByOrder,
  type Registration,
} from './action';
import { anchorsArguments } from './anchors';
import { bareKey, type Field, type FieldType, type FunctionRow, type Values } from './fields';

const LARGEST_CHAIN_ID = Number.MAX_SAFE_INTEGER;
const CLASSES = ['GENERAL', 'IMPORTANT', 'CORE'];

const ownActive = (kind: 'subchains'): FieldType => ({
  is: 'record',
  kind,
  from: 'own',
  among: record => record.status === 'ACTIVE',
});
const OWN_SUBCHAIN_PROXY: FieldType = {
  is: 'record',
  kind: 'services',
  from: 'own',
  among: record => record.chainKind === 'SUBCHAIN_PROXY' && record.status === 'ACTIVE',
};
const OTHER_INSTITUTION: FieldType = {
  is: 'record',
  kind: 'institutions',
  from: 'active',
  among: (record, own) => record.id !== own,
};
const KEY: readonly Field[] = [
  { name: 'publicKey', type: { is: 'publicKey' } },
  { name: 'tlsFingerprint', type: { is: 'fingerprint' } },
];
const CODE: Field = { name: 'code', type: { is: 'code' } };

const call = (fn: string, ...args: unknown[]) => ({ contract: 'Subchains', fn, args });
const anchors = (values: Values) => anchorsArguments(values.anchors as AnchorsValue);

/** The functions as the contract takes them; a compensator is named by its id. */
export function functionArguments(rows: readonly FunctionRow[]): unknown[] {
  return rows.map(row => [
    row.signature.trim(),
    ordinal('FunctionKind', row.kind),
    row.compensator === '' ? NOBODY : idOf(row.compensator.trim()),
  ]);
}

/** Suspending, resuming and retiring, which subchains, applications and contracts have alike. */
function statusActions(kind: 'subchains' | 'applications' | 'business-contracts', fn: string): Action[] {
  const change = (word: string, from: string[], to: string, final = false): Action => ({
    name: `${word}Item`,
    kind,
    audience: 'OPERATOR',
    when: hasStatus(...from),
    fields: [],
    final,
    call: (_, record) => call(fn, record.id, ordinal('ItemStatus', to)),
  });
  return [
    change('suspend', ['ACTIVE'], 'SUSPENDED'),
    change('resume', ['SUSPENDED'], 'ACTIVE'),
    change('retire', ['ACTIVE', 'SUSPENDED'], 'RETIRED', true),
  ];
}

const higher = (record: RegisterRecord): string[] =>
  CLASSES.slice(CLASSES.indexOf(textOf(record, 'dataClass') || 'GENERAL') + 1);

/** What operators do with subchains, applications and business contracts. */
export const CHAIN_ACTIONS: readonly Action[] = [
  {
    name: 'updateTrustAnchors',
    kind: 'subchains',
    audience: 'OPERATOR',
    when: hasStatus('ACTIVE', 'SUSPENDED', 'FROZEN'),
    fields: [{ name: 'anchors', type: { is: 'anchors' } }],
    call: (values, record) => call('updateTrustAnchors', record.id, ...anchors(values)),
  },
  {
    name: 'offerSubchain',
    kind: 'subchains',
    audience: 'OPERATOR',
    when: hasStatus('ACTIVE', 'SUSPENDED', 'FROZEN'),
    fields: [{ name: 'institution', type: OTHER_INSTITUTION, optional: true }],
    call: (values, record) => call('offerSubchain', record.id, idOrNobody(values, 'institution')),
  },
  {
    name: 'acceptSubchain',
    kind: 'subchains',
    audience: 'OPERATOR',
    owners: record => [textOf(record, 'offeredTo')],
    when: record => hasStatus('ACTIVE', 'SUSPENDED')(record) && textOf(record, 'offeredTo') !== '',
    fields: [{ name: 'service', type: OWN_SUBCHAIN_PROXY }],
    final: true,
    call: (values, record) => call('acceptSubchain', record.id, text(values, 'service')),
  },
  ...statusActions('subchains', 'setSubchainStatus'),
  {
    name: 'updateApplication',
    kind: 'applications',
    audience: 'OPERATOR',
    when: hasStatus('ACTIVE', 'SUSPENDED', 'FROZEN'),
    fields: KEY,
    present: async (id, rpc) => {
      const now = await read<Fields>(rpc, 'Subchains', 'application', [id]);
      return { publicKey: now.publicKey, tlsFingerprint: now.tlsFingerprint };
    },
    call: (values, record) =>
      call(
        'updateApplication',
        record.id,
        bareKey(text(values, 'publicKey')),
        text(values, 'tlsFingerprint'),
      ),
  },
  ...statusActions('applications', 'setApplicationStatus'),
  {
    name: 'classifyContract',
    kind: 'business-contracts',
    audience: 'OPERATOR',
    when: record => record.status !== 'RETIRED' && higher(record).length > 0,
    fields: [{ name: 'dataClass', type: { is: 'word', of: 'DataClass', among: CLASSES } }],
    initial: record => ({ dataClass: higher(record)[0] }),
    final: true,
    call: (values, record) =>
      call('classifyContract', record.id, ordinal('DataClass', text(values, 'dataClass'))),
  },
  ...statusActions('business-contracts', 'setContractStatus'),
];

export const CHAIN_REGISTRATIONS: readonly Registration[] = [
  {
    name: 'registerSubchain',
    kind: 'subchains',
    audience: 'OPERATOR',
    fields: [
      CODE,
      { name: 'chainKind', type: { is: 'text', max: 32 } },
      { name: 'chainId', type: { is: 'number', min: 0, max: LARGEST_CHAIN_ID } },
      { name: 'service', type: OWN_SUBCHAIN_PROXY },
      { name: 'anchors', type: { is: 'anchors' } },
    ],
    call: values =>
      call(
        'registerSubchain',
        text(values, 'code'),
        text(values, 'chainKind'),
        Number(values.chainId),
        text(values, 'service'),
        ...anchors(values),
      ),
  },
  {
    name: 'registerApplication',
    kind: 'applications',
    audience: 'OPERATOR',
    fields: [CODE, { name: 'subchain', type: ownActive('subchains') }, ...KEY],
    call: values =>
      call(
        'registerApplication',
        text(values, 'code'),
        text(values, 'subchain'),
        bareKey(text(values, 'publicKey')),
        text(values, 'tlsFingerprint'),
      ),
  },
  {
    name: 'registerContract',
    kind: 'business-contracts',
    audience: 'OPERATOR',
    fields: [
      CODE,
      { name: 'subchain', type: ownActive('subchains') },
      { name: 'contractAddress', type: { is: 'text', max: 255 } },
      { name: 'functions', type: { is: 'functions' } },
    ],
    call: values =>
      call(
        'registerContract',
        text(values, 'code'),
        text(values, 'subchain'),
        text(values, 'contractAddress'),
        functionArguments(values.functions as FunctionRow[]),
      ),
  },
];

const ITEMS = {
  subchains: 'SUBCHAIN',
  applications: 'APPLICATION',
  'business-contracts': 'CONTRACT',
} as const;

export const CHAIN_ORDERS: readonly ByOrder[] = [
  ...(Object.keys(ITEMS) as (keyof typeof ITEMS)[]).flatMap(kind =>
    (
      [
        ['Subchains.freeze', ['ACTIVE', 'SUSPENDED']],
        ['Subchains.unfreeze', ['FROZEN']],
      ] as const
    ).map(([order, statuses]) => ({
      order,
      kind,
      when: hasStatus(...statuses),
      values: (record: RegisterRecord) => ({ item: ITEMS[kind], itemId: record.id }),
    })),
  ),
  {
    order: 'Subchains.declassifyContract',
    kind: 'business-contracts',
    when: record => CLASSES.indexOf(textOf(record, 'dataClass')) > 0,
    values: record => ({ businessContract: record.id }),
  },
];

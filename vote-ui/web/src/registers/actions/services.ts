import { read, type Fields } from '../../chain/reads';
import { textOf } from '../kinds';
import { ordinal } from '../terms';
import { hasStatus, idOf, text, type Action, type ByOrder, type Registration } from './action';
import type { Field, FieldType, Values } from './fields';

const LIVE = hasStatus('ACTIVE', 'SUSPENDED', 'FROZEN');
/** Whatever certificate is replaced stays good for at most so long. */
const LONGEST_OVERLAP_DAYS = 30;

/** An active cross-chain account of the own institution: who signs a proxy's messages. */
const SIGNER: FieldType = {
  is: 'record',
  kind: 'accounts',
  from: 'own',
  among: record => record.role === 'CROSS_CHAIN' && record.status === 'ACTIVE',
};

/** A proxy of the own institution that has no partner yet. */
const unpaired = (kind: string): FieldType => ({
  is: 'record',
  kind: 'services',
  from: 'own',
  among: record => record.chainKind === kind && LIVE(record) && textOf(record, 'pairedWith') === '',
});

const SHOWN: readonly Field[] = [
  { name: 'account', type: SIGNER },
  { name: 'endpoint', type: { is: 'endpoint' } },
  { name: 'tlsFingerprint', type: { is: 'fingerprint' } },
];

const shown = (values: Values) => [
  text(values, 'account'),
  text(values, 'endpoint'),
  text(values, 'tlsFingerprint'),
];

function plain(name: string, fn: string, statuses: readonly string[], final = false): Action {
  return {
    name,
    kind: 'services',
    audience: 'OPERATOR',
    when: hasStatus(...statuses),
    fields: [],
    final,
    call: (_, record) => ({ contract: 'Services', fn, args: [record.id] }),
  };
}

/** What an operator does with the proxies of its institution. */
export const SERVICE_ACTIONS: readonly Action[] = [
  {
    name: 'updateService',
    kind: 'services',
    audience: 'OPERATOR',
    when: LIVE,
    fields: SHOWN,
    present: async (id, rpc) => {
      const now = await read<Fields>(rpc, 'Services', 'service', [id]);
      const account = String(now.account).toLowerCase();
      return { account, endpoint: now.endpoint, tlsFingerprint: now.tlsFingerprint };
    },
    call: (values, record) => ({ contract: 'Services', fn: 'update', args: [record.id, ...shown(values)] }),
  },
  {
    name: 'rotateCertificate',
    kind: 'services',
    audience: 'OPERATOR',
    when: LIVE,
    fields: [
      { name: 'tlsFingerprint', type: { is: 'fingerprint' } },
      { name: 'previousUntil', type: { is: 'time', withinDays: LONGEST_OVERLAP_DAYS } },
    ],
    call: (values, record) => ({
      contract: 'Services',
      fn: 'rotateCertificate',
      args: [record.id, text(values, 'tlsFingerprint'), Number(values.previousUntil)],
    }),
  },
  {
    name: 'pairServices',
    kind: 'services',
    audience: 'OPERATOR',
    when: record => LIVE(record) && textOf(record, 'pairedWith') === '',
    fields: [
      { name: 'subchainProxy', type: unpaired('SUBCHAIN_PROXY') },
      { name: 'crosschainProxy', type: unpaired('CROSSCHAIN_PROXY') },
    ],
    initial: record =>
      record.chainKind === 'SUBCHAIN_PROXY' ? { subchainProxy: record.id } : { crosschainProxy: record.id },
    final: true,
    call: values => ({
      contract: 'Services',
      fn: 'pair',
      args: [idOf(text(values, 'subchainProxy')), idOf(text(values, 'crosschainProxy'))],
    }),
  },
  plain('suspendService', 'suspend', ['ACTIVE']),
  plain('resumeService', 'resume', ['SUSPENDED']),
  plain('retireService', 'retire', ['ACTIVE', 'SUSPENDED', 'FROZEN'], true),
];

export const SERVICE_REGISTRATIONS: readonly Registration[] = [
  {
    name: 'registerService',
    kind: 'services',
    audience: 'OPERATOR',
    fields: [
      { name: 'code', type: { is: 'code' } },
      {
        name: 'serviceKind',
        type: { is: 'word', of: 'ServiceKind', among: ['SUBCHAIN_PROXY', 'CROSSCHAIN_PROXY'] },
      },
      ...SHOWN,
    ],
    call: values => ({
      contract: 'Services',
      fn: 'register',
      args: [text(values, 'code'), ordinal('ServiceKind', text(values, 'serviceKind')), ...shown(values)],
    }),
  },
];

export const SERVICE_ORDERS: readonly ByOrder[] = [
  {
    order: 'Services.freeze',
    kind: 'services',
    when: hasStatus('ACTIVE', 'SUSPENDED'),
    values: record => ({ service: record.id }),
  },
  {
    order: 'Services.unfreeze',
    kind: 'services',
    when: hasStatus('FROZEN'),
    values: record => ({ service: record.id }),
  },
];

import { ordinal } from '../terms';
import { anybody, hasOne, hasStatus, text, type Action, type ByOrder, type Registration } from './action';
import { bareKey, type Field, type Values } from './fields';
import { ownerOf } from './rules';
import type { Possession } from '../possession/possession';

/** A new account's key and its signature that it agrees, as the form holds them. */
export interface ConsentValue {
  readonly account: string;
  readonly publicKey: string;
  readonly consent: string;
}

/** What `govchain node consent --json` printed. */
export interface NodeConsentValue {
  readonly chainId: number;
  readonly institution: string;
  readonly publicKey: string;
  readonly proof: string;
}

const consent = (values: Values) => values.consent as ConsentValue;
const sameAddress = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase();
const KEY: readonly Field[] = [
  { name: 'suite', type: { is: 'word', of: 'Suite', among: ['SM', 'CNSA', 'PQ', 'SECP256K1'] } },
  { name: 'version', type: { is: 'number', min: 1, max: 2 ** 32 - 1 } },
];
const key = (values: Values) => [ordinal('Suite', text(values, 'suite')), Number(values.version)];
const own = (record: { id: string }, actor: { institution?: string | undefined } | undefined) =>
  actor?.institution === record.id;

/** What accounts do themselves with institutions, applications, accounts and nodes. */
export const MEMBERSHIP_ACTIONS: readonly Action[] = [
  {
    name: 'withdrawInstitution',
    kind: 'institutions',
    audience: 'GOVERNOR',
    when: (record, actor) => record.status === 'ACTIVE' && own(record, actor),
    fields: [],
    final: true,
    call: () => ({ contract: 'Institutions', fn: 'withdraw', args: [] }),
  },
  {
    name: 'withdrawApplication',
    kind: 'membership-applications',
    audience: 'PUBLIC',
    owners: anybody,
    when: (record, actor) =>
      record.status === 'PENDING' && sameAddress(String(record.applicant), actor?.account),
    fields: [],
    final: true,
    call: (_, record) => ({ contract: 'Institutions', fn: 'withdrawApplication', args: [record.id] }),
  },
  {
    name: 'review',
    kind: 'membership-applications',
    audience: 'MEMBER',
    owners: anybody,
    genesis: true,
    when: hasStatus('PENDING'),
    fields: [
      {
        name: 'recommendation',
        type: { is: 'word', of: 'Recommendation', among: ['ADMIT', 'REJECT', 'ASK_FOR_MORE'] },
      },
      { name: 'reportDigest', type: { is: 'digest' } },
    ],
    call: (values, record) => ({
      contract: 'Institutions',
      fn: 'review',
      args: [
        record.id,
        ordinal('Recommendation', text(values, 'recommendation')),
        text(values, 'reportDigest'),
      ],
    }),
  },
  {
    name: 'freezeAccount',
    kind: 'accounts',
    audience: 'GOVERNOR',
    when: hasStatus('ACTIVE'),
    fields: [],
    call: (_, record) => ({ contract: 'Accounts', fn: 'freeze', args: [record.id] }),
  },
  {
    name: 'revokeAccount',
    kind: 'accounts',
    audience: 'GOVERNOR',
    when: hasStatus('REQUESTED', 'ACTIVE', 'FROZEN'),
    fields: [],
    final: true,
    call: (_, record) => ({ contract: 'Accounts', fn: 'revoke', args: [record.id] }),
  },
  {
    name: 'rotateAccount',
    kind: 'accounts',
    audience: 'ACCOUNT',
    when: (record, actor) => record.status === 'ACTIVE' && sameAddress(record.id, actor?.account),
    fields: [{ name: 'consent', type: { is: 'consent', rotation: true } }],
    final: true,
    call: values => ({
      contract: 'Accounts',
      fn: 'rotate',
      args: [bareKey(consent(values).publicKey), consent(values).consent],
    }),
  },
  {
    name: 'registerKey',
    kind: 'accounts',
    audience: 'ACCOUNT',
    when: (record, actor) => record.status === 'ACTIVE' && sameAddress(record.id, actor?.account),
    fields: [
      { name: 'possession', type: { is: 'possession' } },
      { name: 'keyValidUntil', type: { is: 'time' }, optional: true },
    ],
    call: values => {
      const { account, suite, publicKey, proof } = values.possession as Possession;
      const end = Number(values.keyValidUntil ?? 0);
      return {
        contract: 'ProtocolKeys',
        fn: 'register',
        args: [ordinal('Suite', suite), publicKey, end, proof],
        by: account,
      };
    },
  },
  {
    name: 'confirmKey',
    kind: 'accounts',
    audience: 'GOVERNOR',
    owners: anybody,
    genesis: true,
    when: (record, actor) => record.status === 'ACTIVE' && record.institution !== actor?.institution,
    fields: [{ name: 'waitingKey', type: { is: 'waitingKey' } }],
    call: (values, record) => ({
      contract: 'ProtocolKeys',
      fn: 'confirm',
      args: [record.id, ...key(values.waitingKey as Values)],
    }),
  },
  {
    name: 'revokeKey',
    kind: 'accounts',
    audience: 'ACCOUNT',
    owners: record => ownerOf(record),
    when: (record, actor) => actor?.role === 'GOVERNOR' || sameAddress(record.id, actor?.account),
    fields: KEY,
    final: true,
    call: (values, record) => ({ contract: 'ProtocolKeys', fn: 'revoke', args: [record.id, ...key(values)] }),
  },
];

/** What makes new accounts and nodes. */
export const MEMBERSHIP_REGISTRATIONS: readonly Registration[] = [
  {
    name: 'requestAccount',
    kind: 'accounts',
    audience: 'GOVERNOR',
    fields: [
      {
        name: 'institution',
        type: { is: 'record', kind: 'institutions', from: 'self' },
      },
      {
        name: 'role',
        type: { is: 'word', of: 'Role', among: ['GOVERNOR', 'OPERATOR', 'CROSS_CHAIN', 'AUDITOR'] },
      },
      { name: 'consent', type: { is: 'consent' } },
    ],
    call: values => ({
      contract: 'Accounts',
      fn: 'requestAccount',
      args: [
        consent(values).account,
        text(values, 'institution'),
        ordinal('Role', text(values, 'role')),
        bareKey(consent(values).publicKey),
        consent(values).consent,
      ],
    }),
  },
  {
    name: 'requestNode',
    kind: 'nodes',
    audience: 'MEMBER',
    fields: [
      { name: 'nodeKind', type: { is: 'word', of: 'NodeKind', among: ['GENESIS', 'GOVERNANCE', 'AUDIT'] } },
      { name: 'nodeEndpoint', type: { is: 'nodeEndpoint' } },
      { name: 'nodeConsent', type: { is: 'nodeConsent' } },
    ],
    call: values => {
      const proof = values.nodeConsent as NodeConsentValue;
      return {
        contract: 'Nodes',
        fn: 'request',
        args: [
          ordinal('NodeKind', text(values, 'nodeKind')),
          bareKey(proof.publicKey),
          text(values, 'nodeEndpoint'),
          proof.proof,
        ],
      };
    },
  },
];

/** What the genesis institutions vote on. */
export const MEMBERSHIP_ORDERS: readonly ByOrder[] = [
  {
    order: 'Institutions.admit',
    kind: 'membership-applications',
    when: hasStatus('PENDING'),
    values: record => ({ application: record.id }),
  },
  ...(
    [
      ['Institutions.suspend', ['ACTIVE']],
      ['Institutions.reinstate', ['SUSPENDED']],
      ['Institutions.expel', ['ACTIVE', 'SUSPENDED']],
      ['Institutions.changeCategory', ['ACTIVE', 'SUSPENDED']],
      ['Credit.restore', ['ACTIVE', 'SUSPENDED']],
    ] as const
  ).map(([order, statuses]) => ({
    order,
    kind: 'institutions' as const,
    when: hasStatus(...statuses),
    values: (record: { id: string }) => ({ institution: record.id }),
  })),
  {
    order: 'Credit.setAffiliated',
    kind: 'institutions',
    when: hasStatus('ACTIVE', 'SUSPENDED'),
    values: record => ({ one: record.id }),
  },
  ...(
    [
      ['ProtocolKeys.acceptByVote', ['REGISTERED']],
      ['ProtocolKeys.revokeByVote', ['REGISTERED', 'CONFIRMED']],
    ] as const
  ).map(([order, statuses]) => ({
    order,
    kind: 'accounts' as const,
    when: hasOne('protocolKeys', ...statuses),
    values: (record: { id: string }) => ({ account: record.id }),
  })),
  ...(
    [
      ['Accounts.activate', ['REQUESTED']],
      ['Accounts.freeze', ['ACTIVE']],
      ['Accounts.unfreeze', ['FROZEN']],
      ['Accounts.revoke', ['REQUESTED', 'ACTIVE', 'FROZEN']],
    ] as const
  ).map(([order, statuses]) => ({
    order,
    kind: 'accounts' as const,
    when: hasStatus(...statuses),
    values: (record: { id: string }) => ({ account: record.id }),
  })),
  ...(
    [
      ['Nodes.admit', ['REQUESTED']],
      ['Nodes.remove', ['REQUESTED', 'ADMITTED']],
    ] as const
  ).map(([order, statuses]) => ({
    order,
    kind: 'nodes' as const,
    when: hasStatus(...statuses),
    values: (record: { id: string }) => ({ node: record.id }),
  })),
];

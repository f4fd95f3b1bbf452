import { ENUMS } from '../generated/contracts';
import { ADDRESSES, interfaceOf, type ContractName } from '../chain/contracts';
import { read } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import type { Call } from '../chain/words/describe';
import { argumentsOf, type Field, type Values } from './fields';
import type { FieldKey, GroupKey, KindKey } from './formTexts';

/** One kind of change that a work order can make, with the form for it. */
export interface Kind {
  /** `Institutions.suspend`: also its place in the address of the page. */
  key: KindKey;
  group: GroupKey;
  fields: readonly Field[];
  /** Whether the fields are those of one struct. */
  struct?: boolean;
  /** What holds now, to begin with. */
  prefill?: (rpc: Rpc) => Promise<Values>;
}

const YEAR = 31_536_000;
const ENOUGH = 65_535;
const name200: Field = { name: 'name', type: 'text', longest: 200 };
const constants = (type: string, first = 1) => (ENUMS[type] ?? []).slice(first);

const record = (
  name: FieldKey,
  of: Extract<Field, { type: 'record' }>['of'],
  ...statuses: string[]
): Field => ({
  name,
  type: 'record',
  of,
  ...(statuses.length > 0 ? { statuses } : {}),
});
const choice = (name: FieldKey, type: string, first = 1): Field => ({
  name,
  type: 'choice',
  constants: constants(type, first),
  first,
});
const number = (name: FieldKey, least = 0, most = ENOUGH): Field => ({ name, type: 'number', least, most });
const kind = (key: KindKey, group: GroupKey, ...fields: Field[]): Kind => ({ key, group, fields });
const item = (key: KindKey, statuses: string[]): Kind =>
  kind(key, 'group.registers', choice('item', 'ISubchains.Item'), {
    ...record('itemId', 'subchains', ...statuses),
  });
const protocolKey = (key: KindKey): Kind =>
  kind(
    key,
    'group.accounts',
    record('account', 'accounts'),
    choice('suite', 'IProtocolKeys.Suite'),
    number('version', 1, 2 ** 32 - 1),
  );

/** Numbers among the rules of credit, by their names in the contract. */
export const CREDIT_RULES = [
  'start',
  'threshold',
  'ceiling',
  'settled',
  'failed',
  'late',
  'disputed',
  'escalated',
  'mostGain',
  'mostLoss',
] as const;

/** What the form begins with. */
export const FIRST_KIND = kind(
  'Institutions.admit',
  'group.members',
  record('application', 'membership-applications', 'PENDING'),
);

/** Every kind of change; a test compares it with the policies of the genesis file. */
export const KINDS: readonly Kind[] = [
  FIRST_KIND,
  kind('Institutions.suspend', 'group.members', record('institution', 'institutions', 'ACTIVE')),
  kind('Institutions.reinstate', 'group.members', record('institution', 'institutions', 'SUSPENDED')),
  kind('Institutions.expel', 'group.members', record('institution', 'institutions', 'ACTIVE', 'SUSPENDED')),
  kind(
    'Institutions.changeCategory',
    'group.members',
    record('institution', 'institutions', 'ACTIVE', 'SUSPENDED'),
    choice('category', 'IInstitutions.Category'),
  ),
  kind('Accounts.activate', 'group.accounts', record('account', 'accounts', 'REQUESTED')),
  kind('Accounts.freeze', 'group.accounts', record('account', 'accounts', 'ACTIVE')),
  kind('Accounts.unfreeze', 'group.accounts', record('account', 'accounts', 'FROZEN')),
  kind('Accounts.revoke', 'group.accounts', record('account', 'accounts', 'ACTIVE', 'FROZEN', 'REQUESTED')),
  protocolKey('ProtocolKeys.acceptByVote'),
  protocolKey('ProtocolKeys.revokeByVote'),
  kind('ProtocolKeys.setConfirmations', 'group.accounts', number('confirmations', 1, 255)),
  kind('Nodes.admit', 'group.nodes', record('node', 'nodes', 'REQUESTED')),
  kind('Nodes.remove', 'group.nodes', record('node', 'nodes', 'ADMITTED', 'REQUESTED')),
  kind('Nodes.setMinimumValidators', 'group.nodes', number('minimum', 1, 1000)),
  kind('Services.freeze', 'group.registers', record('service', 'services', 'ACTIVE', 'SUSPENDED')),
  kind('Services.unfreeze', 'group.registers', record('service', 'services', 'FROZEN')),
  item('Subchains.freeze', ['ACTIVE', 'SUSPENDED']),
  item('Subchains.unfreeze', ['FROZEN']),
  kind(
    'Subchains.declassifyContract',
    'group.registers',
    record('businessContract', 'business-contracts'),
    choice('dataClass', 'ISubchains.DataClass', 0),
  ),
  kind('Pipelines.freeze', 'group.crosschain', record('pipeline', 'pipelines', 'ACTIVE', 'SUSPENDED')),
  kind('Pipelines.unfreeze', 'group.crosschain', record('pipeline', 'pipelines', 'FROZEN')),
  kind('Transactions.resolve', 'group.crosschain', record('transaction', 'escalated'), {
    name: 'note',
    type: 'text',
    longest: 1000,
  }),
  kind('Credit.restore', 'group.credit', record('institution', 'institutions', 'ACTIVE'), number('score')),
  kind(
    'Credit.setAffiliated',
    'group.credit',
    record('one', 'institutions'),
    record('other', 'institutions'),
    { name: 'affiliated', type: 'yesNo' },
  ),
  {
    key: 'Credit.setRules',
    group: 'group.credit',
    struct: true,
    fields: [
      ...CREDIT_RULES.map(each => number(each)),
      { name: 'window', type: 'span', least: 1, most: YEAR },
    ],
    prefill: rpc => present(rpc, 'Credit', 'rules'),
  },
  kind(
    'DataLedger.lower',
    'group.data',
    record('dataSet', 'data-sets'),
    choice('sensitivity', 'IDataLedger.Sensitivity'),
  ),
  kind('DataLedger.freeze', 'group.data', record('dataSet', 'data-sets', 'ACTIVE', 'SUSPENDED')),
  kind('DataLedger.unfreeze', 'group.data', record('dataSet', 'data-sets', 'FROZEN')),
  kind(
    'DataLedger.approveGrant',
    'group.data',
    record('dataSet', 'data-sets'),
    record('institution', 'institutions', 'ACTIVE'),
  ),
  kind(
    'DataLedger.cancelGrant',
    'group.data',
    record('dataSet', 'data-sets'),
    record('institution', 'institutions'),
  ),
  kind('Contracts.register', 'group.contracts', name200, { name: 'location', type: 'address' }),
  kind(
    'Contracts.deploy',
    'group.contracts',
    name200,
    { name: 'creationCodeHash', type: 'digest' },
    { name: 'data', type: 'data' },
  ),
  kind(
    'Contracts.upgrade',
    'group.contracts',
    record('contract', 'governance-contracts', 'ACTIVE', 'FROZEN'),
    { name: 'implementation', type: 'address' },
    { name: 'data', type: 'data' },
  ),
  kind('Contracts.freeze', 'group.contracts', record('contract', 'governance-contracts', 'ACTIVE')),
  kind('Contracts.unfreeze', 'group.contracts', record('contract', 'governance-contracts', 'FROZEN')),
  kind('Contracts.retire', 'group.contracts', record('contract', 'governance-contracts', 'ACTIVE', 'FROZEN')),
  kind(
    'WorkOrders.setPolicy',
    'group.rules',
    { name: 'function', type: 'functions', several: false },
    choice('policy', 'IWorkOrders.Policy', 0),
  ),
  {
    key: 'WorkOrders.setPeriods',
    group: 'group.rules',
    fields: [
      { name: 'votingPeriod', type: 'span', least: 60, most: YEAR },
      { name: 'gracePeriod', type: 'span', least: 60, most: YEAR },
    ],
    prefill: async rpc => ({
      votingPeriod: String(await read<bigint>(rpc, 'WorkOrders', 'votingPeriod')),
      gracePeriod: String(await read<bigint>(rpc, 'WorkOrders', 'gracePeriod')),
    }),
  },
  kind(
    'Accounts.setTargetFunctionRole',
    'group.rules',
    { name: 'functions', type: 'functions', several: true },
    { name: 'role', type: 'role' },
  ),
];

async function present(rpc: Rpc, contract: ContractName, view: string): Promise<Values> {
  const values = await read<Record<string, bigint>>(rpc, contract, view);
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value)]));
}

export const kindOf = (key: string | undefined): Kind | undefined => KINDS.find(each => each.key === key);

/** What an address of the page fills in beforehand: fields of this form that are typed, nothing else. */
export function givenIn({ fields }: Kind, search: URLSearchParams): Values {
  const typed = fields.filter(({ type }) => type !== 'functions' && type !== 'yesNo');
  return Object.fromEntries(
    typed.flatMap(({ name }) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** The call that a filled-in form stands for. */
export function callOf({ key, fields, struct }: Kind, values: Values): Call {
  const [contract, fn] = key.split('.') as [ContractName, string];
  const flat = fields.flatMap(field => argumentsOf(field, values[field.name]));
  return {
    to: ADDRESSES[contract],
    data: interfaceOf(contract).encodeFunctionData(fn, struct ? [flat] : flat),
  };
}

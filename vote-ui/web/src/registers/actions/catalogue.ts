import { PIPELINE_ACTIONS, PIPELINE_ORDERS } from '../../pipelines/actions';
import type { RecordKind } from '../kinds';
import { hasStatus, text, type Action, type ByOrder, type Registration } from './action';
import { CHAIN_ACTIONS, CHAIN_ORDERS, CHAIN_REGISTRATIONS } from './chains';
import { MEMBERSHIP_ACTIONS, MEMBERSHIP_ORDERS, MEMBERSHIP_REGISTRATIONS } from './membership';
import { SERVICE_ACTIONS, SERVICE_ORDERS, SERVICE_REGISTRATIONS } from './services';
import { DATA_ACTIONS, DATA_ORDERS } from './dataSets';
import { ALLIANCE_ACTIONS, SHARING_REGISTRATIONS } from './sharing';

/** Everything that accounts do themselves with what is registered. */
export const ACTIONS: readonly Action[] = [
  ...MEMBERSHIP_ACTIONS,
  ...SERVICE_ACTIONS,
  ...CHAIN_ACTIONS,
  ...PIPELINE_ACTIONS,
  ...ALLIANCE_ACTIONS,
  ...DATA_ACTIONS,
];

/** Code of a governance contract that was decided on: whoever has it deploys it. */
const CONSTRUCTION: Registration = {
  name: 'constructContract',
  kind: 'governance-contracts',
  audience: 'PUBLIC',
  fields: [
    { name: 'name', type: { is: 'text', max: 200 } },
    { name: 'creationCode', type: { is: 'bytes' } },
  ],
  call: values => ({
    contract: 'Contracts',
    fn: 'construct',
    args: [text(values, 'name'), text(values, 'creationCode')],
  }),
};

/** Everything by which accounts register something new. */
export const REGISTRATIONS: readonly Registration[] = [
  ...MEMBERSHIP_REGISTRATIONS,
  ...SERVICE_REGISTRATIONS,
  ...CHAIN_REGISTRATIONS,
  ...SHARING_REGISTRATIONS,
  CONSTRUCTION,
];

const ofContract = (order: string, statuses: readonly string[]): ByOrder => ({
  order,
  kind: 'governance-contracts',
  when: hasStatus(...statuses),
  values: record => ({ contract: String(record.name ?? record.label) }),
});

/** Everything that only a work order does. */
export const ORDERS: readonly ByOrder[] = [
  ...MEMBERSHIP_ORDERS,
  ...SERVICE_ORDERS,
  ...CHAIN_ORDERS,
  ...PIPELINE_ORDERS,
  ...DATA_ORDERS,
  ofContract('Contracts.upgrade', ['ACTIVE', 'FROZEN']),
  ofContract('Contracts.freeze', ['ACTIVE']),
  ofContract('Contracts.unfreeze', ['FROZEN']),
  ofContract('Contracts.retire', ['ACTIVE', 'FROZEN']),
];

/** What registers a new record of this kind. */
export function registrationsOf(kind: RecordKind): Registration[] {
  return REGISTRATIONS.filter(registration => registration.kind === kind);
}

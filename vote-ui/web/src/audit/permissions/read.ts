import { block, read, readAll, type Fields } from '../../chain/reads';
import type { Rpc } from '../../chain/rpc';
import { TERMS } from '../../registers/terms';
import { permissionsOf, type Permission, type PolicyRule, type RoleRule } from './permissions';

const ACTIVE = 'ACTIVE';
const ROLES = Object.keys(TERMS.Role);
const ACCOUNT_STATUSES = Object.keys(TERMS.AccountStatus);
const INSTITUTION_STATUSES = Object.keys(TERMS.InstitutionStatus);

/** An account that may act now, with whose it is. */
export interface Holder {
  readonly account: string;
  readonly role: string;
  readonly code: string;
}

/** All that the chain has of who may do what, at one moment. */
export interface Rules {
  readonly permissions: readonly Permission[];
  readonly holders: readonly Holder[];
  /** Addresses of contracts that are frozen: nobody may call them, whatever role she has. */
  readonly closed: ReadonlySet<string>;
  /** Genesis institutions that vote. */
  readonly seats: number;
  readonly votingSeconds: number;
  readonly graceSeconds: number;
}

async function holders(rpc: Rpc): Promise<Holder[]> {
  const [accounts, institutions] = await Promise.all([
    readAll<Fields>(rpc, 'Accounts', 'accounts'),
    readAll<Fields>(rpc, 'Institutions', 'institutions'),
  ]);
  const active = new Map(
    institutions
      .filter(each => INSTITUTION_STATUSES[Number(each.status)] === ACTIVE)
      .map(each => [String(each.id), String(each.code)]),
  );
  return accounts.flatMap(each => {
    const code = active.get(String(each.institution));
    if (code === undefined || ACCOUNT_STATUSES[Number(each.status)] !== ACTIVE) return [];
    return [{ account: String(each.account).toLowerCase(), role: ROLES[Number(each.role)] ?? '', code }];
  });
}

async function closed(rpc: Rpc, permissions: readonly Permission[]): Promise<Set<string>> {
  const targets = [...new Set(permissions.map(each => each.target))];
  const answers = await Promise.all(
    targets.map(target => read<boolean>(rpc, 'Accounts', 'isTargetClosed', [target])),
  );
  return new Set(targets.filter((_, at) => answers[at]));
}

/** Reads it from the chain, as `permission list` does, and who holds the roles. */
export async function readRules(rpc: Rpc): Promise<Rules> {
  const head = await block(rpc, 'latest');
  const [roles, policies, seats, voting, grace, holding] = await Promise.all([
    readAll<RoleRule & Fields>(rpc, 'Accounts', 'permissions'),
    readAll<PolicyRule & Fields>(rpc, 'WorkOrders', 'policies'),
    read<bigint>(rpc, 'WorkOrders', 'electorateAt', [head.time]),
    read<bigint>(rpc, 'WorkOrders', 'votingPeriod'),
    read<bigint>(rpc, 'WorkOrders', 'gracePeriod'),
    holders(rpc),
  ]);
  const permissions = permissionsOf(roles, policies);
  return {
    permissions,
    holders: holding,
    closed: await closed(rpc, permissions),
    seats: Number(seats),
    votingSeconds: Number(voting),
    graceSeconds: Number(grace),
  };
}

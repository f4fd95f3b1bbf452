import { ADDRESSES, contractAt, functionOf } from '../../chain/contracts';
import { ACTIONS } from '../../chain/words/actions';
import { roleName } from '../../chain/words/names';
import { sentence, type Sentence } from '../../chain/words/sentence';
import { TERMS } from '../../registers/terms';

/** A function's role, as the contract `Accounts` tells it. */
export interface RoleRule {
  readonly target: string;
  readonly selector: string;
  readonly role: bigint;
}

/** A function's majority, as the contract `WorkOrders` tells it. */
export interface PolicyRule {
  readonly target: string;
  readonly selector: string;
  readonly policy: bigint;
}

/** Who may call a governed function now, and by which majority a work order calls it. */
export interface Permission {
  readonly target: string;
  /** Its name, or its address when the page does not know it. */
  readonly contract: string;
  readonly selector: string;
  /** Signature, or the selector when the page does not know it. */
  readonly signature: string;
  /** What it does; undefined where the page has no words for it. */
  readonly does: Sentence | undefined;
  /** Number of the role in the access manager. */
  readonly role: bigint;
  /** `NONE` where no work order may call it. */
  readonly policy: string;
}

const POLICIES = Object.keys(TERMS.Policy);
const ROLES = Object.keys(TERMS.FunctionRole);
const PUBLIC = 2n ** 64n - 1n;
const PLACE = /\{[^}]*\}/g;
const LOCATIONS = Object.values(ADDRESSES) as readonly string[];

/** What one call is known by: contract and function. */
export const keyOf = (target: string, selector: string): string => `${target} ${selector}`.toLowerCase();

/** The words of an order, of any call of the function rather than of one. */
function wordsOf(contract: string, name: string | undefined): Sentence | undefined {
  const words = name === undefined ? undefined : ACTIONS[`${contract}.${name}`];
  return words && sentence(words.en.replace(PLACE, '…'), words.zh.replace(PLACE, '…'));
}

function permission(target: string, selector: string, role: bigint, policy: bigint): Permission {
  const contract = contractAt(target);
  const fragment = contract && functionOf(contract, selector);
  return {
    target: target.toLowerCase(),
    contract: contract ?? target.toLowerCase(),
    selector,
    signature: fragment?.format('sighash') ?? selector,
    does: contract && wordsOf(contract, fragment?.name),
    role,
    policy: POLICIES[Number(policy)] ?? String(policy),
  };
}

/** Place among the governance contracts; what is none of them comes last. */
const placeOf = (target: string): number => {
  const place = LOCATIONS.indexOf(target);
  return place < 0 ? LOCATIONS.length : place;
};

/** Every governed function once, as `permission list` has them, by contract. */
export function permissionsOf(roles: readonly RoleRule[], policies: readonly PolicyRule[]): Permission[] {
  const rest = new Map(policies.map(rule => [keyOf(rule.target, rule.selector), rule]));
  const all = roles.map(({ target, selector, role }) => {
    const rule = rest.get(keyOf(target, selector));
    rest.delete(keyOf(target, selector));
    return permission(target, selector, role, rule?.policy ?? 0n);
  });
  // A function that never had a role is for work orders alone.
  for (const { target, selector, policy } of rest.values())
    all.push(permission(target, selector, 0n, policy));
  return all.sort((one, other) => placeOf(one.target) - placeOf(other.target));
}

/** The role's constant in the events, undefined for one that is none of ours. */
export const roleConstant = (role: bigint): string | undefined =>
  role === PUBLIC ? 'ANYBODY' : role < BigInt(ROLES.length - 1) ? ROLES[Number(role)] : undefined;

/** Who has the role, in words. */
export function holdersOf(role: bigint): Sentence {
  const constant = roleConstant(role);
  if (constant === undefined) return roleName(role);
  const [zh, en] = TERMS.FunctionRole[constant as keyof typeof TERMS.FunctionRole];
  return sentence(en, zh);
}

/** By contract, in the order in which they come. */
export function byContract(permissions: readonly Permission[]): [contract: string, of: Permission[]][] {
  const groups = new Map<string, Permission[]>();
  for (const each of permissions) groups.set(each.contract, [...(groups.get(each.contract) ?? []), each]);
  return [...groups];
}

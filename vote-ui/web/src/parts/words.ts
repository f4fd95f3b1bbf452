import { TERMS, type Term, type TermSet } from '../registers/texts.terms';

/** What no enum of the chain's records has: levels, verdicts of this console, roles of access, things to freeze. */
const OTHERS: Readonly<Record<string, Term>> = {
  ACCOUNT: ['任何有效账户', 'any active account'],
  PUBLIC: ['任何人', 'anybody'],
  SUBCHAIN: ['子链', 'subchain'],
  APPLICATION: ['业务应用', 'application'],
  CONTRACT: ['业务合约', 'business contract'],
  LATE: ['超时', 'late'],
  INFO: ['提示', 'information'],
  WARNING: ['警告', 'warning'],
  CRITICAL: ['严重', 'critical'],
  PROVEN: ['已证实', 'proven'],
  NOT_PROVEN: ['未证实', 'not proven'],
  CANNOT_TELL: ['无法判断', 'cannot tell'],
  ACKNOWLEDGED: ['已确认收到', 'acknowledged'],
  // Beside a noun that says of what: "genesis institution", "genesis node".
  GENESIS: ['创世', 'genesis'],
  GOVERNANCE: ['治理', 'governance'],
  AUDIT: ['审计', 'audit'],
};

/** Whose word a constant has that means different things in different sets, where nobody told of what it is. */
const FIRST: readonly TermSet[] = [
  'ItemStatus',
  'TransactionStatus',
  'WorkOrderState',
  'Outcome',
  'Verdict',
  'ApplicationStatus',
  'KeyStatus',
  'GrantStatus',
  'InstitutionStatus',
];

const SETS: readonly TermSet[] = [...FIRST, ...(Object.keys(TERMS) as TermSet[])];

const inSet = (set: TermSet, constant: string): Term | undefined => {
  const terms: Readonly<Record<string, Term>> = TERMS[set];
  return Object.hasOwn(terms, constant) ? terms[constant] : undefined;
};

/**
 * A constant of the chain in the words of people, from the one list of terms that the registers and the server's
 * exports use, too; undefined for one that has none.
 *
 * @param of what the constant is a constant of: a withdrawn application is another thing than a member that left
 */
export function wordOf(constant: string, of?: TermSet): Term | undefined {
  const own = of && inSet(of, constant);
  if (own) return own;
  if (Object.hasOwn(OTHERS, constant)) return OTHERS[constant];
  const set = SETS.find(each => inSet(each, constant));
  return set && inSet(set, constant);
}

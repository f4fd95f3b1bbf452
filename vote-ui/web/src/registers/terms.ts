import { TERMS, type Term, type TermSet } from './texts.terms';

export { TERMS, type TermSet } from './texts.terms';

/** The Java source and enum of every set. */
export const JAVA_ENUMS: Record<TermSet, readonly [file: string, name: string]> = {
  Category: ['Institution', 'Category'],
  InstitutionStatus: ['Institution', 'Status'],
  ApplicationStatus: ['MembershipApplication', 'Status'],
  Recommendation: ['MembershipReview', 'Recommendation'],
  Role: ['Account', 'Role'],
  AccountStatus: ['Account', 'Status'],
  Suite: ['ProtocolKey', 'Suite'],
  KeyStatus: ['ProtocolKey', 'Status'],
  NodeKind: ['Node', 'Kind'],
  NodeStatus: ['Node', 'Status'],
  ServiceKind: ['Service', 'Kind'],
  ServiceStatus: ['Service', 'Status'],
  ItemStatus: ['Subchain', 'Status'],
  Rule: ['Subchain', 'Rule'],
  FunctionKind: ['ContractFunction', 'Kind'],
  DataClass: ['DataClass', 'DataClass'],
  PipelineStatus: ['Pipeline', 'Status'],
  Side: ['Side', 'Side'],
  TransactionStatus: ['TransactionRecord', 'Status'],
  Entry: ['Entry', 'Entry'],
  Rejection: ['Rejection', 'Rejection'],
  Outcome: ['StepRecord', 'Outcome'],
  Verdict: ['StepRecord', 'Verdict'],
  Compensation: ['StepRecord', 'Compensation'],
  AllianceStatus: ['Alliance', 'Status'],
  AllianceRole: ['Alliance', 'Role'],
  Consent: ['Alliance', 'Consent'],
  Motion: ['Alliance', 'Motion'],
  AllianceChange: ['GovernanceEvent', 'AllianceChange'],
  Sensitivity: ['DataSet', 'Sensitivity'],
  DataSetStatus: ['DataSet', 'Status'],
  GrantStatus: ['DataSet', 'GrantStatus'],
  DataChange: ['GovernanceEvent', 'DataChange'],
  GovernedStatus: ['GovernedContract', 'Status'],
  Vote: ['WorkOrder', 'Vote'],
  Policy: ['WorkOrder', 'Policy'],
  FunctionRole: ['FunctionRole', 'FunctionRole'],
  WorkOrderState: ['WorkOrder', 'State'],
};

/** The constant in the words of people; one that the page does not know is shown as it came. */
export function term(set: TermSet, constant: unknown, language: 'zh' | 'en'): string {
  const name = String(constant ?? 'NONE');
  const terms: Record<string, Term> = TERMS[set];
  const found = terms[name];
  if (found === undefined) return name;
  return language === 'zh' ? found[0] : found[1];
}

/** The number of a constant in the contract: its place in the enum. */
export function ordinal(set: TermSet, constant: string): number {
  const place = Object.keys(TERMS[set]).indexOf(constant);
  if (place < 0)
    throw new Error(
      `constant of ${set}: expected one of ${Object.keys(TERMS[set]).join(', ')}, was ${constant}`,
    );
  return place;
}

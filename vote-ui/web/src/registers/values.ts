import type { FieldKind } from './events/spec';
import type { RecordKind, RegisterRecord } from './kinds';
import type { TermSet } from './terms';

/** The words that a record's status is one of. */
export const STATUS_TERMS: Record<RecordKind, TermSet> = {
  institutions: 'InstitutionStatus',
  'membership-applications': 'ApplicationStatus',
  accounts: 'AccountStatus',
  nodes: 'NodeStatus',
  services: 'ServiceStatus',
  subchains: 'ItemStatus',
  applications: 'ItemStatus',
  'business-contracts': 'ItemStatus',
  pipelines: 'PipelineStatus',
  alliances: 'AllianceStatus',
  'data-sets': 'DataSetStatus',
  'governance-contracts': 'GovernedStatus',
};

const record = (kind: RecordKind): FieldKind => ({ is: 'record', kind });
const word = (of: TermSet): FieldKind => ({ is: 'word', of });
const institution = record('institutions');
const account: FieldKind = { is: 'account' };
const digest: FieldKind = { is: 'digest' };
const time: FieldKind = { is: 'time' };

/** What a field of a record is, by its name; the names are those of the Java records. */
const BY_NAME: Record<string, FieldKind> = {
  institution,
  lead: institution,
  offeredTo: institution,
  leadOfferedTo: institution,
  mergeOfferedTo: record('alliances'),
  counterparty: institution,
  contact: account,
  applicant: account,
  account,
  reviewer: account,
  address: account,
  by: account,
  key: account,
  validator: account,
  predecessor: account,
  successor: account,
  location: account,
  implementation: account,
  documentDigest: digest,
  reportDigest: digest,
  publicKey: digest,
  tlsFingerprint: digest,
  previous: digest,
  current: digest,
  constraintHash: digest,
  sourceTrust: digest,
  targetTrust: digest,
  trust: digest,
  digest,
  purpose: digest,
  codeHash: digest,
  proofDigest: digest,
  creationCodeHash: digest,
  compensator: digest,
  slot: digest,
  admittedAt: time,
  appliedAt: time,
  activatedAt: time,
  validFrom: time,
  validUntil: time,
  foundedAt: time,
  registeredAt: time,
  describedAt: time,
  reviewedAt: time,
  requestedAt: time,
  joinedAt: time,
  changedAt: time,
  decidedAt: time,
  previousUntil: time,
  until: time,
  since: time,
  time,
  at: time,
  pairedWith: record('services'),
  service: record('services'),
  subchain: record('subchains'),
  businessContract: record('business-contracts'),
  application: record('applications'),
  origin: record('alliances'),
  mergedInto: record('alliances'),
  dataSet: record('data-sets'),
  transaction: { is: 'transaction' },
  category: word('Category'),
  role: word('Role'),
  dataClass: word('DataClass'),
  sensitivity: word('Sensitivity'),
  recommendation: word('Recommendation'),
  rule: word('Rule'),
  suite: word('Suite'),
  policy: word('Policy'),
  restricted: { is: 'flag' },
  byOrder: { is: 'flag' },
  suspendedBySource: { is: 'flag' },
  suspendedByTarget: { is: 'flag' },
};

/** Lists within records whose words are others than those of the record itself. */
const WITHIN: Record<string, Record<string, FieldKind>> = {
  memberList: { role: word('AllianceRole') },
  grantList: { status: word('GrantStatus') },
  standings: { status: word('InstitutionStatus') },
  statusChanges: { status: word('AccountStatus') },
  changes: { status: word('PipelineStatus') },
  functions: { kind: word('FunctionKind') },
  protocolKeys: { status: word('KeyStatus') },
  reviews: { recommendation: word('Recommendation') },
};

/** What a field of a record holds; `within` names the list or part of the record that it stands in. */
export function kindOfField(kind: RecordKind, name: string, within?: string): FieldKind {
  const inner = within === undefined ? undefined : WITHIN[within]?.[name];
  if (inner !== undefined) return inner;
  if (name === 'status') return word(STATUS_TERMS[kind]);
  if (name === 'chainKind') {
    if (kind === 'nodes') return word('NodeKind');
    if (kind === 'services') return word('ServiceKind');
  }
  return BY_NAME[name] ?? { is: 'text' };
}

/** What the heading of a record's page shows already. */
const SHOWN_ELSEWHERE = new Set(['id', 'kind', 'label', 'institutionCode', 'since', 'changed']);
/** Shown by the page of that kind itself, in words. */
const IN_WORDS: Partial<Record<RecordKind, readonly string[]>> = {
  pipelines: ['source', 'target', 'terms', 'sourceTrust', 'targetTrust', 'constraintHash', 'amendment'],
};

/** The fields of a record in the order in which the chain has them, parts and lists last. */
export function fieldsOf(record: RegisterRecord): { plain: string[]; parts: string[] } {
  const hidden = new Set([...SHOWN_ELSEWHERE, ...(IN_WORDS[record.kind as RecordKind] ?? [])]);
  const names = Object.keys(record).filter(name => !hidden.has(name) && present(record[name]));
  const isPart = (name: string) => typeof record[name] === 'object';
  return { plain: names.filter(name => !isPart(name)), parts: names.filter(isPart) };
}

function present(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}

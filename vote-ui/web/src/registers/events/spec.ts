/** What a field of an event is, so that it can be put in words, linked, copied or formatted. */
export type FieldKind =
  | { is: 'record'; kind: string }
  | { is: 'account' }
  | { is: 'transaction' }
  | { is: 'workOrder' }
  | { is: 'digest' }
  | { is: 'time' }
  | { is: 'seconds' }
  | { is: 'number' }
  /** Counted from 0, as on the chain, in evidence and on the command line; 255 stands for the whole transaction. */
  | { is: 'step' }
  | { is: 'text' }
  | { is: 'flag' }
  | { is: 'word'; of: string }
  | { is: 'accounts' }
  | { is: 'structure' };

const record = (kind: string): FieldKind => ({ is: 'record', kind });
const word = (of: string): FieldKind => ({ is: 'word', of });
const account: FieldKind = { is: 'account' };
const transaction: FieldKind = { is: 'transaction' };
const workOrder: FieldKind = { is: 'workOrder' };
const digest: FieldKind = { is: 'digest' };
const time: FieldKind = { is: 'time' };
const seconds: FieldKind = { is: 'seconds' };
const number: FieldKind = { is: 'number' };
const step: FieldKind = { is: 'step' };
const text: FieldKind = { is: 'text' };
const flag: FieldKind = { is: 'flag' };
const structure: FieldKind = { is: 'structure' };

const institution = record('institutions');
const membership = record('membership-applications');
const node = record('nodes');
const service = record('services');
const subchain = record('subchains');
const application = record('applications');
const contract = record('business-contracts');
const pipeline = record('pipelines');
const alliance = record('alliances');
const dataSet = record('data-sets');
const governed = record('governance-contracts');

/**
 * The fields of every kind of event on the governance chain, named as in the records of
 * `contract-bindings` (`GovernanceEvent`), from which a test makes sure that none is missing.
 */
export const EVENTS = {
  TransactionOpened: { transaction, initiator: institution, deadline: time, steps: structure },
  StepReported: { transaction, institution, step, entry: word('Entry'), digest },
  TransactionStatusChanged: { transaction, status: word('TransactionStatus') },
  EntryRejected: { transaction, by: account, step, entry: word('Entry'), reason: word('Rejection') },
  TransactionResolved: { transaction, note: text },
  MembershipApplied: { application: membership, applicant: account, code: text },
  MembershipApplicationWithdrawn: { application: membership },
  MembershipReviewed: {
    application: membership,
    institution,
    reviewer: account,
    recommendation: word('Recommendation'),
    reportDigest: digest,
  },
  MembershipRejected: { application: membership, workOrder },
  InstitutionAdmitted: { id: institution, code: text, category: word('Category'), did: text },
  InstitutionStatusChanged: { id: institution, status: word('InstitutionStatus') },
  InstitutionCategoryChanged: { id: institution, category: word('Category') },
  SeatChanged: { institution, seat: number, seated: flag },
  AccountRequested: { account, institution, role: word('Role') },
  AccountStatusChanged: { account, institution, role: word('Role'), status: word('AccountStatus') },
  AccountRotated: { account, successor: account, institution },
  ProtocolKeyRegistered: {
    account,
    suite: word('Suite'),
    version: number,
    publicKey: digest,
    validUntil: time,
    proof: digest,
  },
  ProtocolKeyChecked: { account, suite: word('Suite'), version: number, institution, governor: account },
  ProtocolKeyConfirmed: { account, suite: word('Suite'), version: number },
  ProtocolKeyRevoked: { account, suite: word('Suite'), version: number },
  NodeRequested: { id: node, institution, kind: word('NodeKind'), validator: account },
  NodeStatusChanged: { id: node, institution, kind: word('NodeKind'), status: word('NodeStatus') },
  ValidatorsChanged: { validators: { is: 'accounts' } },
  ServiceRegistered: { id: service, institution, kind: word('ServiceKind'), account },
  ServiceUpdated: { id: service },
  ServicesPaired: { subchainProxy: service, crosschainProxy: service },
  ServiceStatusChanged: { id: service, status: word('ItemStatus') },
  SubchainRegistered: { id: subchain, institution, kind: text, chainId: number },
  SubchainStatusChanged: { id: subchain, status: word('ItemStatus') },
  TrustAnchorsChanged: { id: subchain, rule: word('Rule') },
  ApplicationRegistered: { id: application, institution, subchain, key: account },
  ApplicationStatusChanged: { id: application, status: word('ItemStatus') },
  ContractRegistered: { id: contract, institution, subchain },
  ContractStatusChanged: { id: contract, status: word('ItemStatus') },
  PipelineRequested: { id: pipeline, number, source: institution, target: institution },
  PipelineStatusChanged: { id: pipeline, status: word('PipelineStatus') },
  PipelineAmendmentProposed: { id: pipeline, number, by: institution },
  PipelineAmended: { id: pipeline, number, superseded: number, constraintHash: digest },
  CreditScoreChanged: {
    institution,
    counterparty: institution,
    before: number,
    score: number,
    settled: number,
    faults: structure,
  },
  InstitutionRestricted: { institution, score: number, threshold: number },
  InstitutionRestored: { institution, before: number, score: number },
  CreditNotRecorded: {
    institution,
    target: institution,
    settled: number,
    sourceFaults: structure,
    targetFaults: structure,
  },
  CallsNotCounted: { pipeline: number, calls: number },
  AffiliationChanged: { institution, other: institution, affiliated: flag },
  CreditRulesChanged: { rules: structure },
  GovernedContractRegistered: { id: governed, name: text, location: account, implementation: account },
  GovernedContractUpgraded: { id: governed, implementation: account, version: number },
  GovernedContractStatusChanged: { id: governed, status: word('GovernedStatus') },
  MinimumValidatorsChanged: { minimum: number },
  ServiceCertificateRotated: { id: service, tlsFingerprint: digest, previous: digest, previousUntil: time },
  SubchainOffered: { id: subchain, from: institution, to: institution },
  SubchainTransferred: { id: subchain, from: institution, to: institution },
  ApplicationKeyChanged: { id: application, key: account, tlsFingerprint: digest },
  ContractClassified: { id: contract, dataClass: word('DataClass') },
  GovernedContractDecided: { id: governed, name: text, creationCodeHash: digest },
  AllianceChanged: { id: alliance, change: word('AllianceChange'), subject: structure },
  DataSetChanged: { id: dataSet, change: word('DataChange'), institution },
  DataUsed: { id: dataSet, institution, transaction, number, version: number, digest },
  WorkOrderProposed: { workOrder, proposer: account, proposal: structure, snapshot: time, deadline: time },
  VoteCast: { workOrder, voter: account, vote: word('Vote'), reason: text },
  WorkOrderExecuted: { workOrder },
  WorkOrderCancelled: { workOrder },
  PolicyChanged: { target: account, selector: digest, policy: word('Policy') },
  KeyConfirmationsChanged: { confirmations: number },
  PeriodsChanged: { votingPeriod: seconds, gracePeriod: seconds },
} as const satisfies Record<string, Record<string, FieldKind>>;

/** The name of a kind of event. */
export type EventType = keyof typeof EVENTS;

/** Whether the page has words for this kind of event. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENTS, type);
}

import type { SentenceKey } from './sentences.zh';

/** What every kind of event says, in English; `{name}` stands for a field. */
export const SENTENCES_EN: Record<SentenceKey, string> = {
  TransactionOpened: '{initiator} opened cross-chain transaction {transaction}; it is to end by {deadline}',
  StepReported_SUCCEEDED:
    '{institution} reported step {step} of {transaction} as done, with evidence {digest}',
  StepReported_FAILED: '{institution} reported that step {step} of {transaction} failed; reason {digest}',
  StepReported_NOT_EXECUTED:
    '{institution} stated that step {step} of {transaction} was not executed; reason {digest}',
  StepReported_ACCEPTED: '{institution} checked the evidence of step {step} of {transaction} and accepted it',
  StepReported_DISPUTED:
    '{institution} disputed the evidence of step {step} of {transaction}; reason {digest}',
  StepReported_COMPENSATED: '{institution} undid step {step} of {transaction}, with evidence {digest}',
  StepReported_COMPENSATION_FAILED:
    '{institution} could not undo step {step} of {transaction}; reason {digest}',
  StepReported_ABORTED: '{institution} gave transaction {transaction} up; reason {digest}',
  StepReported_ESCALATED: '{institution} handed transaction {transaction} over to people; reason {digest}',
  StepReported_RESOLVED:
    '{institution} agreed to a settlement of transaction {transaction}; digest of its text {digest}',
  StepReported_OPENED: '{institution} opened transaction {transaction}',
  TransactionStatusChanged: 'Transaction {transaction} is now: {status}',
  EntryRejected:
    'The ledger rejected the entry “{entry}” of account {by} on step {step} of {transaction}: {reason}',
  TransactionResolved: 'A work order resolved transaction {transaction}: {note}',
  MembershipApplied: '{applicant} applied for membership under the code {code} (application {application})',
  MembershipApplicationWithdrawn: 'Membership application {application} was withdrawn by its applicant',
  MembershipReviewed:
    '{institution} put a review of application {application} on record: {recommendation}; reviewer {reviewer}, report {reportDigest}',
  MembershipRejected: 'The vote {workOrder} went against membership application {application}',
  InstitutionAdmitted: 'Institution {id} was admitted as {category}, with the identity {did}',
  InstitutionStatusChanged: 'Institution {id} is now: {status}',
  InstitutionCategoryChanged: 'Institution {id} is now of category {category}',
  SeatChanged_TRUE: '{institution} took seat {seat} of the voting institutions',
  SeatChanged_FALSE: '{institution} lost seat {seat} of the voting institutions',
  AccountRequested: 'Account {account} was requested for {institution} as {role}',
  AccountStatusChanged: 'Account {account} ({role} of {institution}) is now: {status}',
  AccountRotated: 'Account {account} of {institution} changed its key; {successor} takes over',
  ProtocolKeyRegistered: 'Account {account} registered protocol key {version} of suite {suite}',
  ProtocolKeyChecked:
    'Governor {governor} of {institution} checked protocol key {version} ({suite}) of account {account}',
  ProtocolKeyConfirmed: 'Protocol key {version} ({suite}) of account {account} counts from now on',
  ProtocolKeyRevoked: 'Protocol key {version} ({suite}) of account {account} was revoked',
  NodeRequested: '{institution} requested {kind} {id}; as a validator it is {validator}',
  NodeStatusChanged: '{kind} {id} of {institution} is now: {status}',
  ValidatorsChanged: 'The validators are now {validators}',
  ServiceRegistered: '{institution} registered {id} as {kind}, signing with {account}',
  ServiceUpdated: 'Account, address or certificate of {id} changed',
  ServicesPaired: '{subchainProxy} and {crosschainProxy} were paired',
  ServiceStatusChanged: 'Service {id} is now: {status}',
  SubchainRegistered: '{institution} registered subchain {id} of kind {kind}, chain id {chainId}',
  SubchainStatusChanged: 'Subchain {id} is now: {status}',
  TrustAnchorsChanged: 'Evidence of subchain {id} is now verified by: {rule}',
  ApplicationRegistered: '{institution} registered application {id} on {subchain}, calling with key {key}',
  ApplicationStatusChanged: 'Application {id} is now: {status}',
  ContractRegistered: '{institution} registered business contract {id} on {subchain}',
  ContractStatusChanged: 'Business contract {id} is now: {status}',
  PipelineRequested: '{source} requested pipeline {id} to {target}, version number {number}',
  PipelineStatusChanged: 'Pipeline {id} is now: {status}',
  PipelineAmendmentProposed: '{by} proposed an amendment of pipeline {id}, version number {number}',
  PipelineAmended:
    'Version {number} of pipeline {id} replaced version {superseded}; constraint {constraintHash}',
  CreditScoreChanged:
    'The score of {institution} went from {before} to {score}, by transactions with {counterparty} ({settled} settled steps)',
  InstitutionRestricted: '{institution} may open no transactions: its score {score} is below {threshold}',
  InstitutionRestored:
    'A work order lifted the restriction of {institution}: its score went from {before} to {score}',
  CreditNotRecorded:
    'Outcomes between {institution} and {target} did not reach the credit contract; no score moved',
  CallsNotCounted: '{calls} calls were not counted against the limit of pipeline number {pipeline}',
  AffiliationChanged_TRUE:
    '{institution} and {other} are held to belong together; their traffic earns no credit',
  AffiliationChanged_FALSE: '{institution} and {other} are no longer held to belong together',
  CreditRulesChanged: 'The rules by which outcomes move credit changed',
  GovernedContractRegistered:
    'Governance contract {name} entered the directory at {location}, its code at {implementation}',
  GovernedContractUpgraded:
    'Governance contract {id} was upgraded to version {version}, its code at {implementation}',
  GovernedContractStatusChanged: 'Governance contract {id} is now: {status}',
  MinimumValidatorsChanged: 'There must now be at least {minimum} validators',
  ServiceCertificateRotated:
    '{id} shows certificate {tlsFingerprint}; the one before, {previous}, is good until {previousUntil}',
  SubchainOffered: '{from} offered subchain {id} to {to}',
  SubchainOffered_NOBODY: '{from} took the offer of subchain {id} back',
  SubchainTransferred: 'Subchain {id} passed from {from} to {to}, with everything on it',
  ApplicationKeyChanged: 'Application {id} calls with key {key} and certificate {tlsFingerprint} from now on',
  ContractClassified: 'Business contract {id} handles data of class {dataClass}',
  GovernedContractDecided:
    'Governance contract {name} was decided on; it awaits code with the hash {creationCodeHash}',
  AllianceChanged_FOUNDED: 'Alliance {id} was founded by {subject}',
  AllianceChanged_INVITED: '{subject} was invited to alliance {id}',
  AllianceChanged_REQUESTED: '{subject} asked to join alliance {id}',
  AllianceChanged_CONSENT_WITHDRAWN: 'The invitation or request of {subject} to join alliance {id} is off',
  AllianceChanged_JOINED: '{subject} joined alliance {id}',
  AllianceChanged_LEFT: '{subject} left alliance {id}',
  AllianceChanged_EXCLUDED: '{subject} was excluded from alliance {id}',
  AllianceChanged_ROLE_CHANGED: '{subject} has another role in alliance {id}',
  AllianceChanged_LEAD_OFFERED: 'The lead of alliance {id} was offered to {subject}',
  AllianceChanged_LEAD_OFFERED_NOBODY: 'The offer of the lead of alliance {id} was taken back',
  AllianceChanged_SUBCHAIN_ADDED: 'Subchain {subject} was added to alliance {id}',
  AllianceChanged_SUBCHAIN_REMOVED: 'Subchain {subject} was removed from alliance {id}',
  AllianceChanged_MOTION_SUPPORTED: 'A member of alliance {id} supported a motion about {subject}',
  AllianceChanged_MOTION_SUPPORTED_NOBODY: 'A member supported the motion to dissolve alliance {id}',
  AllianceChanged_MOTION_CARRIED: 'Alliance {id} carried a motion about {subject}',
  AllianceChanged_MOTION_CARRIED_NOBODY: 'Alliance {id} carried the motion to dissolve it',
  AllianceChanged_MERGE_OFFERED: 'Alliance {id} was offered to alliance {subject}',
  AllianceChanged_MERGE_OFFERED_NOBODY: 'The offer to merge alliance {id} was taken back',
  AllianceChanged_MERGED: 'Alliance {id} was merged into alliance {subject}',
  AllianceChanged_DISSOLVED: 'Alliance {id} was dissolved',
  DataSetChanged_REGISTERED: '{institution} registered data set {id}',
  DataSetChanged_DESCRIBED: 'A new version of data set {id} was described',
  DataSetChanged_CLASSIFIED: 'Data set {id} is of another sensitivity now',
  DataSetChanged_STATUS_CHANGED: 'Data set {id} has another status now',
  DataSetChanged_GRANT_REQUESTED:
    'The use of data set {id} by {institution} was requested; a work order decides',
  DataSetChanged_GRANTED: '{institution} may use data set {id}',
  DataSetChanged_GRANT_REVOKED: '{institution} may not use data set {id} any more',
  DataUsed:
    '{institution} recorded use {number} of data set {id} (version {version}), digest {digest}, in transaction {transaction}',
  DataUsed_NOBODY:
    '{institution} recorded use {number} of data set {id} (version {version}), digest {digest}',
  WorkOrderProposed: '{proposer} opened work order {workOrder}; votes count until {deadline}',
  VoteCast: '{voter} voted on work order {workOrder}: {vote}. {reason}',
  WorkOrderExecuted: 'Work order {workOrder} was carried out',
  WorkOrderCancelled: 'Work order {workOrder} was taken back by its proposer',
  PolicyChanged: 'The call {selector} of {target} now needs: {policy}',
  KeyConfirmationsChanged: '{confirmations} institutions must confirm a protocol key now',
  PeriodsChanged: 'Voting now lasts {votingPeriod}; an accepted order can be carried out for {gracePeriod}',
};

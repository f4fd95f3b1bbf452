/** The server's answers, as CONSOLE's HTTP API has them. Ids are 0x-hex, times epoch seconds of block time. */

export interface Listed<T> {
  items: T[];
  cursor?: string;
  total?: number;
}

export type Environment = 'production' | 'test' | 'demo';

export interface Network {
  name: string;
  environment: Environment;
  chainId: number;
  /** Hash of block 0: the chain id alone does not tell a network from others. */
  genesis: string;
  contracts: Record<string, string>;
  head: { number: number; time: number; hash: string };
  indexed: { number: number; time: number };
  /** The console's own clock, seconds. */
  time: number;
  stalledSeconds: number;
  /** From how many seconds without a block, or without an answer of the node, people are told. */
  stalledAfterSeconds: number;
  /** For how long the node has not answered the console; 0 while it does. */
  nodeSilentSeconds: number;
  relay: boolean;
  proxy?: { institution?: string; service?: string } | null;
  documents: { maxBytes: number };
  networks: OtherNetwork[];
  version: string;
}

/** Another network's console. */
export interface OtherNetwork {
  name: string;
  environment: Environment;
  url: string;
  /** It is known to have the chain id of this one: what is signed for one counts in the other, and the page does not lead there. */
  sharesTheChainId?: boolean;
}

export interface Counted {
  total: number;
  byStatus: Record<string, number>;
}

export interface Overview {
  chain: {
    height: number;
    blockTimeSeconds: number;
    lastBlockAt: number;
    validators: number;
    nodesByKind: Record<string, number>;
  };
  governance: Record<'institutions' | 'accounts' | 'nodes' | 'contracts' | 'workOrders', Counted>;
  crosschainControl: Record<
    'subchains' | 'applications' | 'businessContracts' | 'pipelines' | 'services',
    Counted
  >;
  crosschain: {
    transactions: Counted;
    escalated: number;
    last24h: { opened: number; settled: number; compensated: number; escalated: number };
  };
  alerts: { open: number };
}

export interface Block {
  number: number;
  time: number;
  hash: string;
  transactions: number;
  gasUsed: number;
  proposer?: string;
  signers: string[];
}

export interface ValidatorSigning {
  address: string;
  node?: string;
  institution?: string;
  proposed: number;
  signed: number;
  window: number;
}

export interface StatisticsBucket {
  time: number;
  opened: number;
  settled: number;
  compensated: number;
  escalated: number;
  resolved: number;
  latencySeconds?: { p50: number; p95: number };
  successRate?: number;
}

export type OrderState =
  'PENDING' | 'ACTIVE' | 'CANCELED' | 'DEFEATED' | 'SUCCEEDED' | 'QUEUED' | 'EXPIRED' | 'EXECUTED';
export type PolicyName = 'NONE' | 'MAJORITY' | 'TWO_THIRDS' | 'UNANIMOUS';
export type VoteName = 'AGAINST' | 'FOR' | 'ABSTAIN';

export interface WorkOrderSummary {
  id: string;
  number: number;
  proposer: string;
  proposerInstitution?: string;
  title: string;
  policy: PolicyName;
  seats: number;
  for: number;
  against: number;
  abstain: number;
  state: OrderState;
  snapshot: number;
  deadline: number;
  graceEnd: number;
  actions: { contract: string; function: string }[];
}

export interface WorkOrderVote {
  institution: string;
  code: string;
  vote?: VoteName;
  voter?: string;
  reason?: string;
  time?: number;
  transactionHash?: string;
}

export interface WorkOrderDetail extends WorkOrderSummary {
  description: string;
  discussion?: string;
  proposal: { targets: string[]; values: string[]; calldatas: string[]; descriptionHash: string };
  changes: { contract: string; function: string; text: unknown }[];
  votes: WorkOrderVote[];
  history: HistoryEvent[];
}

export type RecordKind =
  | 'institutions'
  | 'membership-applications'
  | 'accounts'
  | 'nodes'
  | 'services'
  | 'subchains'
  | 'applications'
  | 'business-contracts'
  | 'pipelines'
  | 'alliances'
  | 'data-sets'
  | 'governance-contracts';

/** A register's record: the fields that all have; the others as the Java record of its kind spells them. */
export interface RegisterRecord {
  id: string;
  kind: string;
  label: string;
  status?: string;
  institution?: string;
  institutionCode?: string;
  since?: number;
  changed?: number;
  [field: string]: unknown;
}

export interface RecordDetail {
  record: RegisterRecord;
  related: { kind: string; id: string; label: string; relation: string }[];
  history: HistoryEvent[];
}

export interface HistoryEvent {
  number: number;
  block: number;
  time: number;
  transactionHash: string;
  by?: string;
  type: string;
  subjects: { kind: string; id: string }[];
  data: Record<string, unknown>;
}

export interface TopologyPipeline {
  id: string;
  path: string;
  status: string;
  version: number;
  source: { institution: string; subchain: string; [field: string]: unknown };
  target: { institution: string; subchain: string; [field: string]: unknown };
  constraintHash: string;
  traffic: { opened24h: number; settled24h: number; failed24h: number; unfinished: number };
}

export interface Topology {
  institutions: { id: string; code: string; name: string; status: string }[];
  subchains: RegisterRecord[];
  services: RegisterRecord[];
  pipelines: TopologyPipeline[];
}

export interface TransactionSummary {
  id: string;
  initiator: string;
  initiatorCode?: string;
  status: string;
  openedAt: number;
  deadline: number;
  endedAt?: number;
  steps: number;
  pipelines: number[];
  retries: number;
  rejections: number;
}

export interface TransactionStep {
  index: number;
  pipeline: { number: number; path?: string };
  side: string;
  responsible: { id: string; code?: string };
  verifier: { id: string; code?: string };
  subchain?: string;
  write: boolean;
  outcome: string;
  outcomeDigest?: string;
  outcomeAt?: number;
  verdict: string;
  verdictAt?: number;
  compensation: string;
  compensationAt?: number;
}

export interface TimelineEntry {
  time: number;
  block: number;
  transactionHash: string;
  type: string;
  step?: number;
  institution?: string;
  entry?: string;
  status?: string;
  digest?: string;
  reason?: string;
  by?: string;
}

export interface TransactionDetail extends Omit<TransactionSummary, 'steps'> {
  steps: TransactionStep[];
  timeline: TimelineEntry[];
  deadlinePassed: boolean;
  workOrders: string[];
}

export interface CreditStanding {
  institution: string;
  code: string;
  score: number;
  restricted: boolean;
  threshold: number;
  history: {
    time: number;
    before: number;
    score: number;
    counterparty?: string;
    settled: number;
    faults: unknown;
  }[];
}

export type Severity = 'INFO' | 'WARNING' | 'CRITICAL' | (string & {});

export interface Alert {
  id: string;
  rule: string;
  severity: Severity;
  subject?: { kind: string; id: string } | null;
  openedAt: number;
  closedAt?: number;
  values: Record<string, unknown>;
  /** By whom first. */
  acknowledged?: Acknowledgement | null;
  /** By whom afterwards. */
  alsoAcknowledged?: Acknowledgement[] | undefined;
}

/** Who has seen an alert. */
export interface Acknowledgement {
  account: string;
  institution: string;
  time: number;
  comment: string;
}

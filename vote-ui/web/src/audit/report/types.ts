/** What the server tells of a period, as far as the report uses it. Times in seconds. */
export interface Report {
  /** The chain that the report tells of. */
  chainId: number;
  from: number;
  to: number;
  indexed: { number: number; time: number };
  institutions: ReportEvent[];
  /** Who may call what, majorities, periods, rules of credit and confirmations of keys that changed. */
  rules: ReportEvent[];
  workOrders: ReportOrder[];
  votes: ReportEvent[];
  transactions: { total: number; byStatus: Record<string, number> };
  escalations: ReportTransaction[];
  credit: ReportCredit[];
  findings: ReportFinding[];
  validators: ReportValidator[];
  /** The blocks that `validators` speaks of: the newest of the period, and no more than a report counts; whether the chain's headers carry seals. */
  sealed: { first: number; last: number; whole: boolean; unknown: number; carried: boolean };
  /** Sections that tell how things stand at this block, whatever the period. */
  asOf: { block: number; sections: readonly string[] };
  /** Of how many entries, the newest, the sections are that there may be more of. */
  cut: Readonly<Record<string, number>>;
  /** SHA-256 of each section's JSON by the server's reckoning. */
  digests: Record<string, string>;
}

export interface ReportEvent {
  number: number;
  block: number;
  time: number;
  transactionHash: string;
  by?: string | null | undefined;
  type: string;
  subjects: readonly { kind: string; id: string }[];
  data: Readonly<Record<string, unknown>>;
}

export interface ReportOrder {
  id: string;
  number: number;
  title: string;
  actions: readonly { contract: string; function: string }[];
  policy: string;
  state: string;
  seats: number;
  for: number;
  against: number;
  abstain: number;
  deadline: number;
}

export interface ReportTransaction {
  id: string;
  initiatorCode: string;
  status: string;
  openedAt: number;
  deadline: number;
  endedAt?: number | null | undefined;
  rejections: number;
}

export interface ReportCredit {
  institution: string;
  code: string;
  score: number;
  restricted: boolean;
  threshold: number;
  history: readonly { time: number; before: number; score: number }[];
}

export interface ReportFinding {
  id: number | string;
  rule: string;
  severity: string;
  subject?: { kind: string; id: string } | null | undefined;
  openedAt: number;
  closedAt?: number | null | undefined;
  values: Readonly<Record<string, unknown>>;
  acknowledged?: { account: string; institution: string; time: number; comment: string } | null | undefined;
}

export interface ReportValidator {
  address: string;
  institution?: string | null | undefined;
  /** None where it cannot be told: the chain's headers carry no seals. */
  proposed: number | null;
  signed: number | null;
  window: number;
}

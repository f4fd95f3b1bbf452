import type { Severity } from '../api/types';

/** An anomaly rule with how often it found something. */
export interface AuditRule {
  rule: string;
  description: { zh: string; en: string };
  severity: Severity;
  /** What the console's configuration says about it, by its names there. */
  configured?: Readonly<Record<string, number>>;
  findings: number;
  /** Still so, and acknowledged by nobody. */
  open: number;
  /** Still so, and acknowledged. */
  acknowledged: number;
  closed: number;
}

/** What the own cross-chain proxy's sweeper found. */
export interface ProxyFinding {
  transaction: string;
  kind: string;
  text: string;
  since: number;
  repairs: number;
}

import { stateOf, type AlertState } from '../../dashboards/alerts/stateOf';
import { sectionDigest } from './digest';
import type { Report } from './types';

/** The figures at the head of a report. */
export interface Totals {
  institutionsChanged: number;
  workOrders: number;
  ordersByState: Record<string, number>;
  votes: { FOR: number; AGAINST: number; ABSTAIN: number };
  transactions: number;
  transactionsByStatus: Record<string, number>;
  escalations: number;
  escalationsOpen: number;
  findings: number;
  findingsBySeverity: Record<string, number>;
  /** Still so and acknowledged by nobody. */
  findingsOpen: number;
  /** Still so and acknowledged. */
  findingsAcknowledged: number;
  findingsClosed: number;
  restricted: number;
  /** None where the chain's headers do not tell who sealed. */
  silentValidators: number | null;
}

/** Counts what the report lists. */
export function totals(report: Report): Totals {
  const vote = (word: string) => report.votes.filter(each => each.data.vote === word).length;
  const standing = (state: AlertState) =>
    report.findings.filter(finding => stateOf(finding) === state).length;
  return {
    institutionsChanged: new Set(
      report.institutions.flatMap(event =>
        event.subjects.filter(subject => subject.kind === 'institutions').map(subject => subject.id),
      ),
    ).size,
    workOrders: report.workOrders.length,
    ordersByState: counted(report.workOrders.map(order => order.state)),
    votes: { FOR: vote('FOR'), AGAINST: vote('AGAINST'), ABSTAIN: vote('ABSTAIN') },
    transactions: report.transactions.total,
    transactionsByStatus: report.transactions.byStatus,
    escalations: report.escalations.length,
    escalationsOpen: report.escalations.filter(each => each.status === 'ESCALATED').length,
    findings: report.findings.length,
    findingsBySeverity: counted(report.findings.map(finding => finding.severity)),
    findingsOpen: standing('open'),
    findingsAcknowledged: standing('acknowledged'),
    findingsClosed: standing('closed'),
    restricted: report.credit.filter(credit => credit.restricted).length,
    silentValidators: report.validators.some(each => (each.signed ?? 0) > 0)
      ? report.validators.filter(each => each.signed === 0).length
      : null,
  };
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Something in a report that does not fit with the rest of it. */
export type Contradiction =
  | { kind: 'sum'; expected: number; actual: number }
  | { kind: 'outside'; section: string; time: number }
  | { kind: 'ahead'; indexed: number }
  | { kind: 'cut'; section: string; most: number }
  | { kind: 'digest'; section: string; expected: string; actual: string };

/** Contradictions within the report, which a reader must see before relying on it. */
export function contradictions(report: Report): Contradiction[] {
  const found: Contradiction[] = [];
  const { total, byStatus } = report.transactions;
  const sum = Object.values(byStatus).reduce((all, each) => all + each, 0);
  if (sum !== total) found.push({ kind: 'sum', expected: total, actual: sum });
  const outside = (section: string, times: readonly number[]) => {
    const time = times.find(each => each < report.from || each > report.to);
    if (time !== undefined) found.push({ kind: 'outside', section, time });
  };
  outside(
    'institutions',
    report.institutions.map(event => event.time),
  );
  outside(
    'rules',
    report.rules.map(event => event.time),
  );
  outside(
    'votes',
    report.votes.map(event => event.time),
  );
  for (const [section, most] of Object.entries(report.cut)) found.push({ kind: 'cut', section, most });
  if (report.indexed.time < report.to) found.push({ kind: 'ahead', indexed: report.indexed.time });
  for (const [section, digest] of Object.entries(report.digests)) {
    const actual = sectionDigest(report[section as keyof Report]);
    if (actual !== digest.toLowerCase()) found.push({ kind: 'digest', section, expected: digest, actual });
  }
  return found;
}

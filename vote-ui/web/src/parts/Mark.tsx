import type { ReactNode } from 'react';

const GOOD = new Set([
  'ACTIVE',
  'ADMITTED',
  'SETTLED',
  'EXECUTED',
  'SUCCEEDED',
  'ACCEPTED',
  'CONFIRMED',
  'RESOLVED',
  'FOR',
  'PROVEN',
  'ADMIT',
]);
const WAITING = new Set([
  'PENDING',
  'REQUESTED',
  'OPEN',
  'REGISTERED',
  'INVITED',
  'WARNING',
  'ASK_FOR_MORE',
  'COMPENSATING',
]);
const BAD = new Set([
  'SUSPENDED',
  'EXPELLED',
  'FROZEN',
  'REVOKED',
  'REJECTED',
  'DEFEATED',
  'ESCALATED',
  'FAILED',
  'DISPUTED',
  'AGAINST',
  'CRITICAL',
  'NOT_PROVEN',
  'REJECT',
]);

/** What a constant of the chain means to the reader. */
function toneOf(value: string): string {
  if (GOOD.has(value)) return 'good';
  if (WAITING.has(value)) return 'waiting';
  return BAD.has(value) ? 'bad' : 'plain';
}

/** A constant of the chain in its words, framed; the colour only repeats what the words say. */
export function Mark({ value, children }: { value: string; children: ReactNode }) {
  return (
    <span className={`status status-${toneOf(value)}`} data-status={value}>
      {children}
    </span>
  );
}

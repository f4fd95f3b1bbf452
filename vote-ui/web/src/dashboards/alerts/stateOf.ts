import type { Alert } from '../../api/types';

export type AlertState = 'open' | 'acknowledged' | 'closed';

/** Where an alert stands; an acknowledged one goes on until its cause is gone. */
export function stateOf(alert: Pick<Alert, 'closedAt' | 'acknowledged'>): AlertState {
  if (alert.closedAt) return 'closed';
  return alert.acknowledged ? 'acknowledged' : 'open';
}

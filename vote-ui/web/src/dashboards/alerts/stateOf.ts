export type AlertState = 'open' | 'acknowledged' | 'closed';

/** Where an alert stands; an acknowledged one goes on until its cause is gone. */
export function stateOf(alert: {
  closedAt?: number | null | undefined;
  acknowledged?: object | null | undefined;
}): AlertState {
  if (alert.closedAt) return 'closed';
  return alert.acknowledged ? 'acknowledged' : 'open';
}

import type { Acknowledgement, Alert } from '../../api/types';

export type AlertState = 'open' | 'acknowledged' | 'closed';

/** By everybody who has seen it, in order. */
export function acknowledgements(alert: Alert): Acknowledgement[] {
  return [...(alert.acknowledged ? [alert.acknowledged] : []), ...(alert.alsoAcknowledged ?? [])];
}

/** Whether somebody has to, or the chosen account can add to what others said. */
export function mayAcknowledge(alert: Alert, account: string | undefined): boolean {
  const state = stateOf(alert);
  if (state !== 'acknowledged') return state === 'open';
  return (
    account !== undefined && acknowledgements(alert).every(each => each.account.toLowerCase() !== account)
  );
}

/** What is signed of an alert: numbers begin anew with the console's index. */
export function namedAlert(alert: Alert): string {
  const about = alert.subject ? ` ${alert.subject.kind}/${alert.subject.id}` : '';
  return `${alert.id} ${alert.rule}${about}`;
}

/** Where an alert stands; an acknowledged one goes on until its cause is gone. */
export function stateOf(alert: {
  closedAt?: number | null | undefined;
  acknowledged?: object | null | undefined;
}): AlertState {
  if (alert.closedAt) return 'closed';
  return alert.acknowledged ? 'acknowledged' : 'open';
}

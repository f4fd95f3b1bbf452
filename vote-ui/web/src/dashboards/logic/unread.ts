import type { Query } from '@tanstack/react-query';
import { SILENCE_MILLIS } from './freshness';

/** What a query tells of its last readings. */
export type Reading = Pick<Query['state'], 'data' | 'dataUpdatedAt' | 'error' | 'errorUpdateCount'>;

/** Whether the last reading failed. A query that never had an answer forgets its error while it asks again, but counts it. */
export function failed({ data, error, errorUpdateCount }: Reading): boolean {
  return data === undefined ? errorUpdateCount > 0 : error !== null;
}

/**
 * Since when (ms) something is not read as it should be, undefined while it is: its reading failed, or nothing came of it for
 * longer than the silence that is borne of the server.
 *
 * @param everyMs how often it is read, undefined for what is read at events alone, which may be old and right
 * @param asked when it was first asked for
 */
export function unreadSince(
  state: Reading,
  everyMs: number | undefined,
  asked: number,
  now: number,
): number | undefined {
  const since = state.data === undefined ? asked : state.dataUpdatedAt;
  const expected = state.data === undefined || everyMs !== undefined;
  const late = expected && now - since > (everyMs ?? 0) + SILENCE_MILLIS;
  return failed(state) || late ? since : undefined;
}

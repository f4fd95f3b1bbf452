import { useOne } from '../api/hooks';
import type { Overview } from '../api/types';

const REFRESH_MS = 15_000;

/** How many alerts await somebody; undefined as long as it is not known. The dashboards ask the same, once. */
export function useOpenAlerts(): number | undefined {
  return useOne<Overview>('/v1/overview', {}, { everyMs: REFRESH_MS }).data?.alerts.open;
}

/** The usual periods of a report. */
export type PeriodName = 'day' | 'week' | 'month' | 'quarter';

/** From and to in seconds, both included. */
export interface Period {
  from: number;
  to: number;
}

const DAY = 86_400;
const DAYS: Record<PeriodName, number> = { day: 1, week: 7, month: 30, quarter: 90 };

/** A period that ends now. */
export function periodUntil(name: PeriodName, now: number): Period {
  return { from: now - DAYS[name] * DAY + 1, to: now };
}

/**
 * From the start of one day to the end of another, both `YYYY-MM-DD` and by UTC, so that auditors in two zones get the
 * same period; none where that is no period.
 */
export function periodOfDays(first: string, last: string): Period | null {
  const from = startOf(first);
  const end = startOf(last);
  if (from === null || end === null || from > end) return null;
  return { from, to: end + DAY - 1 };
}

/** Seconds of the day's first moment. */
function startOf(day: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return null;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const start = new Date(Date.UTC(year, month - 1, date));
  return start.getUTCMonth() === month - 1 && start.getUTCDate() === date ? start.getTime() / 1_000 : null;
}

/** The day of a moment by UTC, `YYYY-MM-DD`. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 10);
}

import type { Language } from '../shell/i18n';

/** Date and time of a block's second, in the reader's zone and language. */
export function absolute(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(seconds * 1000));
}

/** The same in coordinated universal time, and said so: for what two readers must read alike. */
export function absoluteUtc(seconds: number, language: Language): string {
  const text = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(seconds * 1000));
  return `${text} UTC`;
}

/** The same for files and programs: ISO 8601 to the second in universal time, `2027-03-01T12:00:00Z`. */
export function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(/\.000Z$/, 'Z');
}

/** The zone of `absolute` at that moment, such as `UTC+8`. */
export function zone(seconds: number, language: Language): string {
  const parts = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(seconds * 1000));
  return (parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT').replace(/^GMT/, 'UTC');
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long before or after block time `now`: "3 hours ago", "3小时前". */
export function relative(seconds: number, now: number, language: Language): string {
  const difference = seconds - now;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(difference) >= each) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return format.format(Math.trunc(difference / size), unit);
}

/** A span in its two largest units: "2 days 3 hr". */
export function span(seconds: number, language: Language): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 && parts.length < 2) {
      parts.push(
        new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
      );
      rest -= count * size;
    } else if (parts.length > 0) break;
  }
  return parts.join(' ') || new Intl.NumberFormat(language, { style: 'unit', unit: 'second' }).format(0);
}

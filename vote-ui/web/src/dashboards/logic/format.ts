/** Words for numbers and times in the reader's language. */
export interface Formats {
  count: (value: number) => string;
  /** A number with at most two places. */
  decimal: (value: number) => string;
  percent: (value: number) => string;
  /** Seconds, with the unit. */
  seconds: (value: number) => string;
  /** A moment, as exact as a bucket of so many seconds needs. */
  moment: (seconds: number, bucket?: number) => string;
  /** How long, in the two largest units. */
  span: (seconds: number) => string;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The formats of a language tag such as `zh-CN` or `en`. */
export function formats(language: string): Formats {
  const count = new Intl.NumberFormat(language);
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const seconds = unit(language, 'second', 2);
  const spans = UNITS.map(([name, length]) => [length, unit(language, name, 0)] as const);
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const hours = new Intl.DateTimeFormat(language, {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  // The server's days begin at midnight UTC: a local date would be that of the day before, or hide when the day began.
  const days = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  });
  return {
    count: value => count.format(value),
    decimal: value => decimal.format(value),
    percent: value => percent.format(value),
    seconds: value => seconds.format(value),
    moment: (time, bucket = 1) => {
      if (bucket >= 86_400) return `${days.format(time * 1_000)} UTC`;
      return (bucket >= 60 ? hours : exact).format(time * 1_000);
    },
    span: total => span(Math.max(0, Math.floor(total)), spans),
  };
}

function unit(language: string, name: string, places: number): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: places,
  });
}

function span(total: number, units: readonly (readonly [number, Intl.NumberFormat])[]): string {
  const first = units.findIndex(([length]) => total >= length);
  if (first < 0) {
    return units.at(-1)?.[1].format(0) ?? '';
  }
  let rest = total;
  const words: string[] = [];
  for (const [length, format] of units.slice(first, first + 2)) {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    if (whole > 0) {
      words.push(format.format(whole));
    }
  }
  return words.join(' ');
}

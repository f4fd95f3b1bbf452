import { describe, expect, it } from 'vitest';
import { textsNow } from '../shell/i18n';
import { texts } from '../dashboards/texts';
import { absolute, absoluteUtc, zone } from './time';

const MOMENT = Date.UTC(2027, 2, 1, 23, 30) / 1_000;

describe('times', () => {
  it('are the same for every reader where they must be, and say so', () => {
    expect(absoluteUtc(MOMENT, 'en')).toMatch(/^1 Mar 2027,? (at )?23:30:00 UTC$/);
    expect(absoluteUtc(MOMENT, 'zh')).toMatch(/^2027年3月1日 23:30:00 UTC$/);
  });

  it('name the reader’s own zone otherwise', () => {
    const minutes = -new Date(MOMENT * 1_000).getTimezoneOffset();
    const hours = Math.trunc(minutes / 60);
    const own = zone(MOMENT, 'en');
    expect(own.startsWith(minutes === 0 ? 'UTC' : `UTC${hours < 0 ? '-' : '+'}${Math.abs(hours)}`)).toBe(
      true,
    );
    if (minutes === 0) expect(`${absolute(MOMENT, 'en')} UTC`).toBe(absoluteUtc(MOMENT, 'en'));
  });
});

describe('the wall’s words', () => {
  it('are in the singular for one', () => {
    const t = textsNow(texts);
    expect(['1 pipeline', '1 条管道']).toContain(t('wall.flow.pipelines', { count: 1, shown: '1' }));
    expect(['2 pipelines', '2 条管道']).toContain(t('wall.flow.pipelines', { count: 2, shown: '2' }));
  });
});

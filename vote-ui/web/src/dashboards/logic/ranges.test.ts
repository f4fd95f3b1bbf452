import { describe, expect, it } from 'vitest';
import { bucketsFor, period, RANGES, type RangeName, usualBucket } from './ranges';

const names = Object.keys(RANGES) as RangeName[];

describe('ranges', () => {
  it.each(names)('%s offers stretches that make a readable chart, and starts with one of them', range => {
    const offered = bucketsFor(range);
    expect(offered).toContain(usualBucket(range));
    for (const bucket of offered) {
      const points = RANGES[range] / bucket;
      expect(points).toBeGreaterThanOrEqual(6);
      expect(points).toBeLessThanOrEqual(800);
    }
  });

  it.each(names)('%s ends after now and holds whole stretches', range => {
    for (const bucket of bucketsFor(range)) {
      const { from, to } = period(range, bucket, 1_700_000_123);
      expect(to).toBeGreaterThan(1_700_000_123);
      expect(to - 1_700_000_123).toBeLessThanOrEqual(bucket);
      expect(from % bucket).toBe(0);
      expect(to - from).toBeGreaterThanOrEqual(RANGES[range]);
    }
  });

  it('is the same all through a stretch', () => {
    expect(period('day', 300, 600)).toEqual(period('day', 300, 899));
    expect(period('day', 300, 899)).not.toEqual(period('day', 300, 900));
  });
});

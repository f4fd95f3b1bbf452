import { describe, expect, it } from 'vitest';
import { type Bucket, blockIntervals, everyBucket, periodTotals, scoreSteps, slowest } from './series';

const block = (number: number, time: number) => ({ number, time, transactions: number % 3 });
const bucket = (time: number, counts: Partial<Bucket> = {}): Bucket => ({
  time,
  opened: 0,
  settled: 0,
  compensated: 0,
  escalated: 0,
  resolved: 0,
  ...counts,
});

describe('block times', () => {
  it('orders blocks and measures each against the one before', () => {
    const intervals = blockIntervals([block(12, 110), block(10, 100), block(11, 104)]);
    expect(intervals.map(each => [each.number, each.seconds])).toEqual([
      [10, null],
      [11, 4],
      [12, 6],
    ]);
  });

  it('says nothing of a block whose predecessor is missing', () => {
    expect(blockIntervals([block(10, 100), block(12, 110)]).map(each => each.seconds)).toEqual([null, null]);
  });

  it('counts a block once that was told twice', () => {
    expect(blockIntervals([block(10, 100), block(10, 100), block(11, 102)])).toHaveLength(2);
  });
});

describe('buckets', () => {
  it('fills stretches in which nothing happened', () => {
    const filled = everyBucket([bucket(120, { opened: 5 })], 0, 240, 60);
    expect(filled.map(each => [each.time, each.opened])).toEqual([
      [0, 0],
      [60, 0],
      [120, 5],
      [180, 0],
    ]);
  });

  it('adds a period up, and counts what went to people as no success, once', () => {
    const totals = periodTotals(
      [
        bucket(0, { opened: 6, settled: 6 }),
        bucket(60, { opened: 6, settled: 2, compensated: 1, escalated: 1, resolved: 1 }),
      ],
      60,
    );
    expect(totals).toEqual({
      opened: 12,
      settled: 8,
      compensated: 1,
      escalated: 1,
      resolved: 1,
      successRate: 0.8,
      perSecond: 0.1,
    });
  });

  it('tells a lower success rate for each transaction that waits for people', () => {
    expect(periodTotals([bucket(0, { settled: 1, escalated: 1 })], 60).successRate).toBe(0.5);
    expect(periodTotals([bucket(0, { settled: 1, escalated: 9 })], 60).successRate).toBe(0.1);
  });

  it('knows no success rate where nothing came to an end', () => {
    expect(periodTotals([bucket(0, { opened: 3 })], 60).successRate).toBeNull();
    expect(periodTotals([bucket(0, { resolved: 3 })], 60).successRate).toBeNull();
    expect(periodTotals([], 60)).toMatchObject({ opened: 0, perSecond: 0, successRate: null });
  });

  it('tells the slowest stretch, and nothing where none is known', () => {
    const buckets = [
      bucket(0, { latencySeconds: { p50: 2, p95: 9 } }),
      bucket(60, { latencySeconds: { p50: 4, p95: 5 } }),
      bucket(120),
    ];
    expect(slowest(buckets)).toEqual({ p50: 4, p95: 9 });
    expect(slowest([bucket(0)])).toBeNull();
  });
});

describe('scores over time', () => {
  it('is level where nothing changed', () => {
    expect(scoreSteps([], 100, 10, 90)).toEqual([
      [10, 100],
      [90, 100],
    ]);
  });

  it('starts with the score before the first change within the period', () => {
    const history = [
      { time: 50, before: 90, score: 70 },
      { time: 5, before: 100, score: 90 },
    ];
    expect(scoreSteps(history, 70, 10, 90)).toEqual([
      [10, 90],
      [50, 70],
      [90, 70],
    ]);
    expect(scoreSteps(history.slice(0, 1), 70, 10, 90)[0]).toEqual([10, 90]);
  });
});

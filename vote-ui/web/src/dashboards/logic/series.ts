/** What a chart of block times needs of a block. */
export interface BlockLike {
  number: number;
  time: number;
  transactions: number;
}

/** A block with the seconds since the one before; none where the one before is not known. */
export interface BlockInterval extends BlockLike {
  seconds: number | null;
}

/** Oldest first, each block once, with the time since the block before it. */
export function blockIntervals(blocks: readonly BlockLike[]): BlockInterval[] {
  const byNumber = new Map(blocks.map(block => [block.number, block]));
  return [...byNumber.values()]
    .sort((a, b) => a.number - b.number)
    .map(block => {
      const before = byNumber.get(block.number - 1);
      return { ...block, seconds: before ? Math.max(0, block.time - before.time) : null };
    });
}

/** Transactions of one stretch of time, as the server counts them. */
export interface Bucket {
  time: number;
  opened: number;
  settled: number;
  compensated: number;
  escalated: number;
  resolved: number;
  latencySeconds?: { p50: number; p95: number } | null | undefined;
  successRate?: number | null | undefined;
}

/** One bucket for every stretch between `from` (inclusive) and `to` (exclusive), with zeros where nothing happened. */
export function everyBucket(items: readonly Bucket[], from: number, to: number, seconds: number): Bucket[] {
  const known = new Map(items.map(item => [Math.floor(item.time / seconds), item]));
  const first = Math.floor(from / seconds);
  const last = Math.ceil(to / seconds);
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => {
    const slot = first + index;
    return (
      known.get(slot) ?? {
        time: slot * seconds,
        opened: 0,
        settled: 0,
        compensated: 0,
        escalated: 0,
        resolved: 0,
      }
    );
  });
}

/** Transactions of a whole period, and the part of those that ended well. */
export interface PeriodTotals {
  opened: number;
  settled: number;
  compensated: number;
  escalated: number;
  resolved: number;
  /** Settled of all whose fate was decided, as the server reckons it for each stretch; none where none was. */
  successRate: number | null;
  /** Openings per second. */
  perSecond: number;
}

/** Adds buckets up. */
export function periodTotals(buckets: readonly Bucket[], bucketSeconds: number): PeriodTotals {
  const sum = (field: 'opened' | 'settled' | 'compensated' | 'escalated' | 'resolved') =>
    buckets.reduce((total, bucket) => total + bucket[field], 0);
  const [opened, settled, compensated, escalated] = [
    sum('opened'),
    sum('settled'),
    sum('compensated'),
    sum('escalated'),
  ];
  const resolved = sum('resolved');
  // What waits for people failed, too; what they have resolved was escalated before, and counts once.
  const decided = settled + compensated + escalated;
  return {
    opened,
    settled,
    compensated,
    escalated,
    resolved,
    successRate: decided === 0 ? null : settled / decided,
    perSecond: buckets.length === 0 ? 0 : opened / (buckets.length * bucketSeconds),
  };
}

/** The slowest of the medians and of the 95th percentiles: buckets' percentiles cannot be averaged. */
export function slowest(buckets: readonly Bucket[]): { p50: number; p95: number } | null {
  const known = buckets.flatMap(bucket => (bucket.latencySeconds ? [bucket.latencySeconds] : []));
  if (known.length === 0) {
    return null;
  }
  return { p50: Math.max(...known.map(each => each.p50)), p95: Math.max(...known.map(each => each.p95)) };
}

/** A change of a score. */
export interface ScoreChange {
  time: number;
  before: number;
  score: number;
}

/**
 * The scores of an institution as a staircase from `from` to `to`: the score before the first change, each change, and
 * the present score at the end. Where nothing changed it is one level line.
 */
export function scoreSteps(
  history: readonly ScoreChange[],
  score: number,
  from: number,
  to: number,
): [number, number][] {
  const changes = [...history].sort((a, b) => a.time - b.time);
  const earlier = changes.filter(change => change.time < from).at(-1);
  const within = changes.filter(change => change.time >= from && change.time <= to);
  const start = earlier?.score ?? within[0]?.before ?? score;
  const end = within.at(-1)?.score ?? start;
  return [[from, start], ...within.map((change): [number, number] => [change.time, change.score]), [to, end]];
}

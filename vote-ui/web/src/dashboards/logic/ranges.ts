/** How far a chart of the cross-chain business looks back. */
export const RANGES = {
  hour: 3_600,
  sixHours: 21_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
} as const;

export type RangeName = keyof typeof RANGES;

/** The stretches by which the server counts, in seconds. */
export const BUCKETS = [60, 300, 3_600, 86_400] as const;

export type BucketSeconds = (typeof BUCKETS)[number];

const FEWEST_POINTS = 6;
const MOST_POINTS = 800;

/** Stretches that give a readable chart for a range: neither a handful of points nor thousands. */
export function bucketsFor(range: RangeName): BucketSeconds[] {
  return BUCKETS.filter(bucket => {
    const points = RANGES[range] / bucket;
    return points >= FEWEST_POINTS && points <= MOST_POINTS;
  });
}

/** The stretch that a range starts with: the finest with at most 200 points. */
export function usualBucket(range: RangeName): BucketSeconds {
  const fitting = bucketsFor(range);
  return fitting.find(bucket => RANGES[range] / bucket <= 200) ?? fitting.at(-1) ?? 86_400;
}

/** Whole buckets up to the one that holds `now`; the same answer all through one bucket, so that it can be cached. */
export function period(range: RangeName, bucket: BucketSeconds, now: number): { from: number; to: number } {
  const to = (Math.floor(now / bucket) + 1) * bucket;
  return { from: to - Math.ceil(RANGES[range] / bucket) * bucket, to };
}

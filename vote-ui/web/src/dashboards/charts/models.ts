import type { Translate } from '../../shell/i18n';
import type { Formats } from '../logic/format';
import { type BlockLike, blockIntervals, type Bucket, type ScoreChange, scoreSteps } from '../logic/series';
import type { TextKey } from '../texts';
import type { ChartModel, Series } from './model';

type Words = Translate<TextKey>;

/** Time between blocks, and what they carried. */
export function blocksChart(blocks: readonly BlockLike[], t: Words, f: Formats): ChartModel {
  const intervals = blockIntervals(blocks);
  return {
    position: { kind: 'block', name: t('chart.block'), format: value => f.count(value) },
    scales: [
      { name: t('chart.blocks.seconds'), format: f.seconds },
      { name: t('chart.blocks.transactions'), format: f.count },
    ],
    series: [
      {
        name: t('chart.blocks.transactions'),
        kind: 'bar',
        scale: 1,
        points: intervals.map(block => [block.number, block.transactions]),
      },
      {
        name: t('chart.blocks.seconds'),
        kind: 'line',
        points: intervals.map(block => [block.number, block.seconds]),
      },
    ],
  };
}

const COUNTED = [
  ['opened', 'main'],
  ['settled', 'good'],
  ['compensated', 'undone'],
  ['escalated', 'bad'],
  ['resolved', 'mended'],
] as const;

/** Transactions opened and ended in each stretch of time. */
export function throughputChart(
  buckets: readonly Bucket[],
  bucket: number,
  t: Words,
  f: Formats,
): ChartModel {
  return {
    position: timeAxis(bucket, t, f),
    scales: [{ name: t('chart.count'), format: f.count }],
    series: COUNTED.map(([field, tone]): Series => ({
      name: t(`series.${field}`),
      tone,
      kind: field === 'opened' ? 'line' : 'bar',
      ...(field === 'opened' ? {} : { stack: 'ended' }),
      points: buckets.map(each => [each.time, each[field]]),
    })),
  };
}

/** How long transactions took. */
export function latencyChart(buckets: readonly Bucket[], bucket: number, t: Words, f: Formats): ChartModel {
  const line = (which: 'p50' | 'p95'): Series => ({
    name: t(`chart.latency.${which}`),
    kind: 'line',
    points: buckets.map(each => [each.time, each.latencySeconds?.[which] ?? null]),
  });
  return {
    position: timeAxis(bucket, t, f),
    scales: [{ name: t('chart.latency'), format: f.seconds }],
    series: [line('p50'), line('p95')],
  };
}

/** The part of the transactions that ended well. */
export function successChart(buckets: readonly Bucket[], bucket: number, t: Words, f: Formats): ChartModel {
  return {
    position: timeAxis(bucket, t, f),
    scales: [{ name: t('chart.success'), format: f.percent, most: 1 }],
    series: [
      {
        name: t('chart.success'),
        kind: 'line',
        points: buckets.map(each => [each.time, each.successRate ?? null]),
      },
    ],
  };
}

/** An institution's score with its changes. */
export interface CreditLike {
  code: string;
  score: number;
  threshold: number;
  history: readonly ScoreChange[];
}

/** Scores over the time in which any of them changed, up to `now`. */
export function creditChart(credits: readonly CreditLike[], now: number, t: Words, f: Formats): ChartModel {
  const times = credits.flatMap(credit => credit.history.map(change => change.time));
  const from = times.length === 0 ? now : times.reduce((least, time) => Math.min(least, time), now) - 1;
  const threshold = credits[0]?.threshold;
  const lines = credits.map((credit): Series => ({
    name: credit.code,
    kind: 'steps',
    points: times.length === 0 ? [] : scoreSteps(credit.history, credit.score, from, now),
  }));
  const limit: Series[] =
    threshold === undefined || times.length === 0
      ? []
      : [
          {
            name: t('chart.threshold'),
            kind: 'line',
            points: [
              [from, threshold],
              [now, threshold],
            ],
          },
        ];
  return {
    position: timeAxis(Math.max(1, (now - from) / 100), t, f),
    scales: [{ name: t('chart.score'), format: f.count }],
    series: [...lines, ...limit],
  };
}

function timeAxis(bucket: number, t: Words, f: Formats): ChartModel['position'] {
  return { kind: 'time', name: t('chart.time'), format: value => f.moment(value, bucket) };
}

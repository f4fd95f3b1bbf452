import { useMemo, useState } from 'react';
import { useOne } from '../../api/hooks';
import type { Listed, Overview, StatisticsBucket } from '../../api/types';
import { Awaited } from '../../parts/Awaited';
import { useWord } from '../../parts/Status';
import { useBlockTime } from '../../parts/Time';
import { useTexts } from '../../shell/i18n';
import { Chart } from '../charts/Chart';
import { latencyChart, successChart, throughputChart } from '../charts/models';
import { Figures } from '../Figures';
import { type BucketSeconds, bucketsFor, period, RANGES, type RangeName, usualBucket } from '../logic/ranges';
import { everyBucket, periodTotals, slowest } from '../logic/series';
import { texts } from '../texts';
import { useFormats } from '../useFormats';
import { Section } from './Section';

const STATUSES = ['OPEN', 'COMPENSATING', 'SETTLED', 'COMPENSATED', 'ESCALATED', 'RESOLVED'] as const;
const REFRESH_MS = 15_000;

/** 跨链业务监控: the ledger by status; throughput, latency and success over a chosen time. */
export function BusinessSection({ overview }: { overview: Overview | undefined }) {
  const t = useTexts(texts);
  const f = useFormats();
  const word = useWord('TransactionStatus');
  const [range, setRange] = useState<RangeName>('day');
  const [chosen, setBucket] = useState<BucketSeconds>(usualBucket('day'));
  const bucket = bucketsFor(range).includes(chosen) ? chosen : usualBucket(range);
  const counted = overview?.crosschain.transactions;
  return (
    <Section title={t('section.business')}>
      <Figures
        label={t('business.statuses')}
        figures={STATUSES.map(status => ({
          name: word(status),
          value: counted ? f.count(counted.byStatus[status] ?? 0) : '–',
          to: status === 'ESCALATED' ? '/escalations' : `/transactions?status=${status}`,
          urgent: status === 'ESCALATED' && (counted?.byStatus[status] ?? 0) > 0,
        }))}
      />
      <div className="choices">
        <Choice
          label={t('business.range')}
          value={range}
          options={(Object.keys(RANGES) as RangeName[]).map(each => [each, t(`range.${each}`)])}
          onChange={each => {
            setRange(each);
            setBucket(usualBucket(each));
          }}
        />
        <Choice
          label={t('business.bucket')}
          value={String(bucket) as `${BucketSeconds}`}
          options={bucketsFor(range).map(each => [`${each}`, t(`bucket.${each}`)])}
          onChange={each => setBucket(Number(each) as BucketSeconds)}
        />
      </div>
      <Charts range={range} bucket={bucket} />
    </Section>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: [V, string][];
  onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <label>
      {label}
      <select className="choice" value={value} onChange={event => onChange(event.target.value as V)}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Charts({ range, bucket }: { range: RangeName; bucket: BucketSeconds }) {
  const t = useTexts(texts);
  const f = useFormats();
  const now = useBlockTime();
  const { from, to } = period(range, bucket, now ?? 0);
  const statistics = useOne<Listed<StatisticsBucket>>(
    '/v1/statistics',
    { from, to: to - 1, bucket },
    { enabled: now !== undefined, everyMs: REFRESH_MS },
  );
  const buckets = useMemo(
    () => everyBucket(statistics.data?.items ?? [], from, to, bucket),
    [statistics.data, from, to, bucket],
  );
  const totals = periodTotals(buckets, bucket);
  const latency = slowest(buckets);
  const none = t('business.none');
  return (
    <Awaited what={statistics}>
      <Figures
        label={t('business.range')}
        figures={[
          { name: t('business.opened'), value: f.count(totals.opened) },
          {
            name: t('business.rate'),
            value: totals.successRate === null ? none : f.percent(totals.successRate),
            detail: t('chart.success.hint'),
          },
          totals.perSecond >= 1
            ? { name: t('business.perSecond'), value: f.decimal(totals.perSecond) }
            : { name: t('business.perHour'), value: f.decimal(totals.perSecond * 3_600) },
          { name: t('business.p50'), value: latency ? f.seconds(latency.p50) : none },
          { name: t('business.p95'), value: latency ? f.seconds(latency.p95) : none },
        ]}
      />
      <Chart title={t('chart.throughput')} model={throughputChart(buckets, bucket, t, f)} height={260} />
      <div className="columns">
        <Chart title={t('chart.latency')} model={latencyChart(buckets, bucket, t, f)} height={220} />
        <Chart title={t('chart.success')} model={successChart(buckets, bucket, t, f)} height={220} />
      </div>
    </Awaited>
  );
}

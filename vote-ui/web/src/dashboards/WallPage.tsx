import { useEffect, useMemo } from 'react';
import { Link } from 'react-router';
import { useNetwork, useOne } from '../api/hooks';
import type { Listed, Overview, StatisticsBucket } from '../api/types';
import { useBlockTime } from '../parts/Time';
import { zone } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import { NetworkMark } from '../shell/NetworkMark';
import { Chart } from './charts/Chart';
import { throughputChart } from './charts/models';
import { useFreshnessWords } from './FreshnessMark';
import { isStale } from './logic/freshness';
import { period } from './logic/ranges';
import { failed, type Reading } from './logic/unread';
import { type Bucket, everyBucket, periodTotals } from './logic/series';
import { texts } from './texts';
import { useFormats } from './useFormats';
import { useFreshness } from './useFreshness';
import { Flow } from './wall/Flow';
import { LastEvents, OpenAlerts } from './wall/Lists';
import { Numbers } from './wall/Numbers';
import { Unread } from './wall/Unread';
import { useAwake } from './wall/useAwake';
import { useNewestPage } from './wall/useNewestPage';
import { useScale } from './wall/useScale';
import './wall/wall.css';

const REFRESH_MS = 10_000;
const HOUR = 3_600;

/** All that matters on one screen from 1920x1080 to 4K, for people who only look at it. */
export default function WallPage() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const f = useFormats();
  const fresh = useFreshness();
  const words = useFreshnessWords();
  const { data: network } = useNetwork();
  const overview = useOne<Overview>('/v1/overview', {}, { everyMs: REFRESH_MS });
  const now = useBlockTime();
  const day = useDay();
  useAwake();
  useNewestPage();
  const title = t('wall.title');
  useEffect(() => {
    document.title = `${title} · Govchain`;
  }, [title]);
  const stale = isStale(fresh);
  return (
    <div
      className={stale ? 'wall-screen stale' : 'wall-screen'}
      data-testid="wall"
      aria-busy={!overview.data && !failed(overview)}
    >
      <header>
        <NetworkMark />
        <div className="wall-heading">
          <h1>
            {title} · {network?.name}
          </h1>
          <p>{now !== undefined && t('wall.asOf', { time: f.moment(now), zone: zone(now, language) })}</p>
          <Link to="/">{t('wall.back')}</Link>
        </div>
        <p
          className={stale ? 'wall-stale' : 'wall-fresh'}
          role="status"
          data-testid="wall-freshness"
          data-state={fresh.state}
        >
          <span aria-hidden="true">{stale ? '▲' : '●'}</span> {words(fresh)}
        </p>
      </header>
      <Numbers overview={overview.data} successRate={periodTotals(day.buckets, HOUR).successRate} />
      <div className="wall-pictures">
        <Flow />
        <Throughput day={day} />
      </div>
      <div className="wall-lists">
        <OpenAlerts />
        <LastEvents />
      </div>
    </div>
  );
}

/** The last 24 hours, hour by hour. */
function useDay(): { statistics: Reading; buckets: Bucket[] } {
  const now = useBlockTime();
  const { from, to } = period('day', HOUR, now ?? 0);
  const statistics = useOne<Listed<StatisticsBucket>>(
    '/v1/statistics',
    { from, to: to - 1, bucket: HOUR },
    { enabled: now !== undefined, everyMs: REFRESH_MS },
  );
  const { data } = statistics;
  // Hours that nobody read are none, and not hours in which nothing happened.
  const buckets = useMemo(() => (data ? everyBucket(data.items, from, to, HOUR) : []), [data, from, to]);
  return { statistics, buckets };
}

function Throughput({ day: { statistics, buckets } }: { day: ReturnType<typeof useDay> }) {
  const t = useTexts(texts);
  const f = useFormats();
  const scale = useScale();
  const model = useMemo(() => throughputChart(buckets, HOUR, t, f), [buckets, t, f]);
  const note = failed(statistics) ? <Unread of={statistics} /> : !statistics.data && <p>{t('loading')}</p>;
  return <Chart title={t('wall.throughput')} model={model} size={scale} table={false} note={note} />;
}

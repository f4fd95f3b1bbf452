import { Button, Checkbox, Input, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useEvents, useLive } from '../api/events';
import { useOne } from '../api/hooks';
import type { Topology } from '../api/types';
import { Empty } from '../parts/Empty';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { pictureOf } from './picture';
import { TopologyPicture } from './TopologyPicture';
import { TopologyTable } from './TopologyTable';
import { texts } from './texts';
import '../registers/registers.css';
import './pipelines.css';

const REFRESH_MS = 30_000;
const REMEMBERED = 12;

/** Institutions, subchains and pipelines as they are now: a picture, and the same as a table. */
export default function TopologyPage() {
  const t = useTexts(texts);
  const { data, error, refetch } = useOne<Topology>('/v1/topology', {}, { everyMs: REFRESH_MS });
  const { connected } = useLive();
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState(false);
  const touched = useTouched();
  const picture = useMemo(() => {
    if (!data) return undefined;
    const pipelines = closed ? data.pipelines : data.pipelines.filter(each => each.status !== 'CLOSED');
    return pictureOf({ ...data, pipelines }, search);
  }, [data, search, closed]);
  return (
    <>
      <PageHeader
        title={t('topology')}
        text={t('topology.about')}
        actions={<span role="status">{t(connected ? 'topology.live' : 'topology.away')}</span>}
      />
      <Problem error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {picture && (
        <div className="stack">
          <div className="filters topology-filters" role="search">
            <label>
              {t('topology.search')}
              <Input allowClear value={search} onChange={event => setSearch(event.target.value)} />
            </label>
            <span>
              <Checkbox checked={closed} onChange={event => setClosed(event.target.checked)}>
                {t('topology.closed')}
              </Checkbox>
            </span>
            <Button onClick={() => void refetch()}>{t('topology.refresh')}</Button>
          </div>
          {picture.members.length === 0 ? (
            <Empty>{t('topology.empty')}</Empty>
          ) : (
            <>
              <TopologyPicture picture={picture} touched={touched} />
              <TopologyTable picture={picture} />
            </>
          )}
        </div>
      )}
    </>
  );
}

/** Pipelines that something just happened to, newest last. */
function useTouched(): ReadonlySet<string> {
  const [touched, setTouched] = useState<readonly string[]>([]);
  useEvents(happening => {
    if (happening.type !== 'event') return;
    const pipelines = happening.event.subjects.filter(each => each.kind === 'pipelines').map(each => each.id);
    if (pipelines.length > 0) setTouched(before => [...before, ...pipelines].slice(-REMEMBERED));
  });
  return useMemo(() => new Set(touched), [touched]);
}

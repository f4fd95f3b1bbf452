import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useOne } from '../api/hooks';
import type { RecordDetail, Topology } from '../api/types';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { Empty } from '../parts/Empty';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useLanguage, useTexts } from '../shell/i18n';
import { ActionsPanel } from '../registers/ActionsPanel';
import { enriched, registered, type RegisterRecord } from '../registers/kinds';
import { RecordFields } from '../registers/RecordFields';
import { HistoryPanel, Related } from '../registers/RecordPage';
import { StatusTag } from '../registers/StatusTag';
import { useActor } from '../registers/useActor';
import { mayAmend } from './actions';
import { Answer } from './Answer';
import { Explanation } from './Explanation';
import { readPipeline, type KnownPipeline } from './read';
import { texts } from './texts';
import '../registers/registers.css';
import './pipelines.css';

/** A pipeline: what it allows in words, its constraint, how it is used, its past, and what can be done with it. */
export default function PipelinePage() {
  const { id = '' } = useParams();
  return <PipelineView key={id} id={id} />;
}

function PipelineView({ id }: { id: string }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { data, error, refetch } = useOne<RecordDetail>(`/v1/records/pipelines/${encodeURIComponent(id)}`);
  const onChain = useChain(['pipeline', id], async rpc => (await readPipeline(rpc, id)) ?? null);
  const record = useMemo(() => data && enriched(registered('pipelines', data.record), data.history), [data]);
  const known = onChain.data ?? undefined;
  const status = known?.version.status ?? record?.status;
  return (
    <>
      <PageHeader
        title={`${t('one')} ${record?.label ?? ''}`.trim()}
        text={
          status && (
            <>
              <StatusTag kind="pipelines" status={status} language={language} />{' '}
              {known && t('version', { number: known.version.number })}{' '}
              <Hash value={known?.version.id ?? record?.id ?? id} />
            </>
          )
        }
      />
      <ChainProblem error={onChain.error} retry={() => void onChain.refetch()} />
      <Problem error={onChain.data === null ? undefined : error} retry={() => void refetch()} />
      {onChain.data === null && <Empty>{t('missing')}</Empty>}
      {onChain.isPending && <Skeleton active />}
      <div className="stack">
        <div className="columns">
          <div className="stack">
            {known && <Explanation known={known} heading="allows" />}
            {known && record && <Answer known={known} record={record} />}
          </div>
          <div className="stack">
            {known && <Present known={known} />}
            {record && <Possible record={record} />}
            {data && <Related related={data.related} />}
          </div>
        </div>
        {record && (
          <section className="panel">
            <RecordFields record={record} />
          </section>
        )}
        {data && record && <HistoryPanel kind="pipelines" id={record.id} detail={data} />}
      </div>
    </>
  );
}

/** What can be done besides answering, which the page guides through above. */
function Possible({ record }: { record: RegisterRecord }) {
  const t = useTexts(texts);
  const { actor } = useActor();
  return (
    <>
      <ActionsPanel record={record} except={['authorisePipeline', 'acceptAmendment']} />
      {mayAmend(record, actor) && (
        <Link to={`/pipelines/new?amend=${encodeURIComponent(record.id)}`}>{t('amend')}</Link>
      )}
    </>
  );
}

/** Whether it can be used now, how many calls are left, and what went through it lately. */
function Present({ known }: { known: KnownPipeline }) {
  const t = useTexts(texts);
  const { data } = useOne<Topology>('/v1/topology');
  const traffic = data?.pipelines.find(each => each.id === known.version.id)?.traffic;
  const limited = known.version.terms.callsPerWindow > 0;
  return (
    <section className="panel" aria-labelledby="present">
      <h2 id="present">{t('state')}</h2>
      <Fields
        items={[
          [t('status'), t(known.usable ? 'usable' : 'unusable')],
          [t('callsLeft'), limited ? known.callsLeft.toString() : t('noLimit')],
          ...(traffic
            ? ([
                [t('traffic.opened'), traffic.opened24h],
                [t('traffic.settled'), traffic.settled24h],
                [t('traffic.failed'), traffic.failed24h],
                [t('traffic.unfinished'), traffic.unfinished],
              ] as [string, number][])
            : []),
        ]}
      />
      <Link to={`/transactions?pipeline=${known.version.number}`}>{t('transactions')}</Link>
    </section>
  );
}

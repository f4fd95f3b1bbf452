import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { useOne } from '../api/hooks';
import type { RecordDetail } from '../api/types';
import { Empty } from '../parts/Empty';
import { Hash } from '../parts/Hash';
import { DocumentCheck } from '../orders/DocumentCheck';
import { Name, nameAsText } from '../parts/Name';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useLanguage, useTexts } from '../shell/i18n';
import { ActionsPanel } from './ActionsPanel';
import { History } from './History';
import { enriched, isKind, pathOf, registered, textOf, type RecordKind, type RegisterRecord } from './kinds';
import { RecordFields } from './RecordFields';
import { RecordLink } from './RecordLink';
import { StatusTag } from './StatusTag';
import { texts, type TextKey } from './texts';
import './registers.css';

/** A record with everything it has, what belongs to it, what happened to it, and what can be done with it. */
export default function RecordPage() {
  const t = useTexts(texts);
  const { kind, id = '' } = useParams();
  if (!isKind(kind)) {
    return (
      <>
        <PageHeader title={t('unknownKind')} />
        <Empty>{t('unknownKind')}</Empty>
      </>
    );
  }
  if (kind === 'pipelines') return <Navigate to={pathOf(kind, id)} replace />;
  return <RecordView key={`${kind}/${id}`} kind={kind} id={id} />;
}

function RecordView({ kind, id }: { kind: RecordKind; id: string }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { data, error, refetch } = useOne<RecordDetail>(`/v1/records/${kind}/${encodeURIComponent(id)}`);
  const record = useMemo(() => data && enriched(registered(kind, data.record), data.history), [data, kind]);
  const name = record && textOf(record, 'name');
  return (
    <>
      <PageHeader
        title={`${t(`one.${kind}` as TextKey)} ${nameAsText(record?.label ?? '')}`.trim()}
        text={
          record && (
            <>
              <StatusTag kind={kind} status={record.status} language={language} />{' '}
              {name !== '' && name !== record.label && (
                <>
                  <Name text={name ?? ''} />{' '}
                </>
              )}
              <Hash value={record.id} />
            </>
          )
        }
      />
      <Problem error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && record && (
        <div className="stack">
          <div className="columns">
            <section className="panel" aria-labelledby="record">
              <h2 id="record">{t('record')}</h2>
              <RecordFields record={record} />
              <Documents record={record} />
            </section>
            <div className="stack">
              <ActionsPanel record={record} />
              <Related related={data.related} />
            </div>
          </div>
          <HistoryPanel kind={kind} id={record.id} detail={data} />
        </div>
      )}
    </>
  );
}

function Documents({ record }: { record: RegisterRecord }) {
  const digest = textOf(record, 'documentDigest');
  return digest === '' ? null : <DocumentCheck digest={digest} />;
}

/** Other records that this one points to, or that point to it, by how they belong together. */
export function Related({ related }: { related: RecordDetail['related'] }) {
  const t = useTexts(texts);
  const byKind = useMemo(() => {
    const groups = new Map<string, RecordDetail['related']>();
    for (const each of related) {
      const before = groups.get(each.kind) ?? [];
      // Who is related in several ways, such as to both ends of a pipeline, is one record.
      if (!before.some(({ id }) => id === each.id)) groups.set(each.kind, [...before, each]);
    }
    return [...groups];
  }, [related]);
  return (
    <section className="panel" aria-labelledby="related">
      <h2 id="related">{t('related')}</h2>
      {related.length === 0 && <p className="muted">{t('noRelated')}</p>}
      {byKind.map(([kind, records]) => (
        <section key={kind} aria-label={t(`kind.${kind}` as TextKey)}>
          <h3>{t(`kind.${kind}` as TextKey)}</h3>
          <ul className="plain">
            {records.map(each => (
              <li key={each.id}>
                <RecordLink kind={each.kind} id={each.id} label={each.label} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** What happened to the record, in words. */
export function HistoryPanel({ kind, id, detail }: { kind: RecordKind; id: string; detail: RecordDetail }) {
  const t = useTexts(texts);
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <History events={detail.history} />
      <Link to={`/audit/log?kind=${kind}&id=${id}`}>{t('allHistory')}</Link>
    </section>
  );
}

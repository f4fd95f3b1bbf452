import { Link } from 'react-router';
import { ListPage } from '../parts/ListPage';
import { Time } from '../parts/Time';
import { span } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import type { RegisterRecord } from '../registers/kinds';
import { RecordLink } from '../registers/RecordLink';
import { StatusTag } from '../registers/StatusTag';
import { TERMS, term } from '../registers/terms';
import type { PipelineSide, PipelineTerms } from './constraint';
import { texts } from './texts';

const STATUSES = Object.keys(TERMS.PipelineStatus).filter(
  status => status !== 'NONE' && status !== 'SUPERSEDED',
);
const termsOf = (record: RegisterRecord) => record.terms as PipelineTerms | undefined;
const end = (record: RegisterRecord, side: 'source' | 'target') => record[side] as PipelineSide | undefined;

/** All pipelines with who agreed on them, for how long and how many calls. */
export default function PipelinesPage() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return (
    <ListPage<RegisterRecord>
      title={t('title')}
      text={t('about')}
      actions={
        <>
          <Link to="/topology">{t('topology')}</Link>
          <Link to="/pipelines/new">{t('new')}</Link>
        </>
      }
      path="/v1/records/pipelines"
      filters={[
        { name: 'q', label: t('search') },
        {
          name: 'status',
          label: t('status'),
          options: STATUSES.map(value => ({ value, label: term('PipelineStatus', value, language) })),
        },
        { name: 'institution', label: t('institution'), of: 'institutions' },
      ]}
      rowKey={record => record.id}
      empty={t('empty')}
      columns={[
        {
          key: 'path',
          title: t('one'),
          render: record => <RecordLink kind="pipelines" id={record.id} label={record.label} />,
        },
        {
          key: 'status',
          title: t('status'),
          render: record => <StatusTag kind="pipelines" status={record.status} language={language} />,
        },
        {
          key: 'source',
          title: t('source'),
          render: record => <RecordLink kind="institutions" id={end(record, 'source')?.institution ?? ''} />,
        },
        {
          key: 'target',
          title: t('target'),
          render: record => <RecordLink kind="institutions" id={end(record, 'target')?.institution ?? ''} />,
        },
        {
          key: 'class',
          title: t('class'),
          render: record => term('DataClass', termsOf(record)?.dataClass, language),
        },
        { key: 'limit', title: t('limit'), render: record => <Limit terms={termsOf(record)} /> },
        {
          key: 'until',
          title: t('validUntil'),
          render: record => <Time seconds={termsOf(record)?.validUntil} />,
        },
      ]}
    />
  );
}

function Limit({ terms }: { terms: PipelineTerms | undefined }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  if (!terms?.callsPerWindow) return <>{t('noLimit')}</>;
  return <>{t('limitShort', { calls: terms.callsPerWindow, window: span(terms.windowSeconds, language) })}</>;
}

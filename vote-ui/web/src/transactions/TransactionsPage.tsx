import { useSearchParams } from 'react-router';
import type { Parameters } from '../api/client';
import type { TransactionSummary } from '../api/types';
import { DayFilters, useDays } from '../audit/DayFilters';
import { ExportLinks } from '../parts/ExportLinks';
import { Filters, type Filter } from '../parts/Filters';
import { Hash } from '../parts/Hash';
import { ListPage, type Column } from '../parts/ListPage';
import { PageHeader } from '../parts/PageHeader';
import { Time } from '../parts/Time';
import { span } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import { RecordLink } from '../registers/RecordLink';
import { TermTag } from '../registers/StatusTag';
import { TERMS, term } from '../registers/terms';
import { texts } from './texts';

const NAMES = ['q', 'status', 'initiator', 'institution', 'pipeline', 'subchain', 'sort', 'order'] as const;

/** The ledger: every cross-chain transaction, to be filtered, sorted, followed and taken away. */
export default function TransactionsPage() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [search] = useSearchParams();
  const days = useDays();
  const chosen: Parameters = { ...days };
  for (const name of NAMES) chosen[name] = search.get(name) ?? undefined;
  const words = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map(value => ({ value, label: label(value) }));
  const filters: Filter[] = [
    { name: 'q', label: t('search') },
    {
      name: 'status',
      label: t('status'),
      options: words(
        Object.keys(TERMS.TransactionStatus).filter(each => each !== 'NONE'),
        value => term('TransactionStatus', value, language),
      ),
    },
    { name: 'initiator', label: t('initiator'), of: 'institutions' },
    { name: 'institution', label: t('institution'), of: 'institutions' },
    { name: 'pipeline', label: t('pipeline'), of: 'pipelines' },
    { name: 'subchain', label: t('subchain'), of: 'subchains' },
    {
      name: 'sort',
      always: true,
      label: t('sort'),
      options: words(['openedAt', 'deadline', 'duration'] as const, each => t(`sort.${each}`)),
    },
    {
      name: 'order',
      always: true,
      label: t('order'),
      options: words(['desc', 'asc'] as const, each => t(`order.${each}`)),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('about')}
        actions={
          <>
            {t('export')} <ExportLinks path="/v1/exports/transactions" parameters={chosen} />
          </>
        }
      />
      <Filters filters={filters} />
      <div className="filters">
        <DayFilters />
      </div>
      <ListPage<TransactionSummary>
        part
        title={t('title')}
        path="/v1/transactions"
        fixed={chosen}
        columns={useColumns()}
        rowKey={each => each.id}
        empty={t('empty')}
      />
    </>
  );
}

function useColumns(): Column<TransactionSummary>[] {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return [
    { key: 'id', title: t('id'), render: each => <Hash value={each.id} to={`/transactions/${each.id}`} /> },
    {
      key: 'status',
      title: t('status'),
      render: each => <TermTag set="TransactionStatus" value={each.status} language={language} />,
    },
    {
      key: 'initiator',
      title: t('initiator'),
      render: each => (
        <RecordLink
          kind="institutions"
          id={each.initiator}
          {...(each.initiatorCode ? { label: each.initiatorCode } : {})}
        />
      ),
    },
    { key: 'openedAt', title: t('openedAt'), render: each => <Time seconds={each.openedAt} /> },
    { key: 'deadline', title: t('deadline'), render: each => <Time seconds={each.deadline} /> },
    {
      key: 'duration',
      title: t('duration'),
      render: each => (each.endedAt === undefined ? '–' : span(each.endedAt - each.openedAt, language)),
    },
    { key: 'steps', title: t('steps'), render: each => each.steps },
    { key: 'trouble', title: t('trouble'), render: each => `${each.retries} / ${each.rejections}` },
  ];
}

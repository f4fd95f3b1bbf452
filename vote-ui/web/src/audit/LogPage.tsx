import { useSearchParams } from 'react-router';
import type { HistoryEvent } from '../api/types';
import { subjectPath } from '../dashboards/alerts/subject';
import { Account } from '../registers/Account';
import { EventSentence } from '../registers/History';
import { ExportLinks } from '../parts/ExportLinks';
import { Filters } from '../parts/Filters';
import { Institution } from '../parts/Institution';
import { Hash } from '../parts/Hash';
import { type Column, ListPage } from '../parts/ListPage';
import { PageHeader } from '../parts/PageHeader';
import { Time } from '../parts/Time';
import { isKind } from '../registers/kinds';
import { EVENTS, type EventType } from '../registers/events/spec';
import { useTexts } from '../shell/i18n';
import { CheckYourself } from './CheckYourself';
import { generalCommands } from './commands';
import { DayFilters, useDays } from './DayFilters';
import { eventTexts } from './eventTexts';
import { kindTexts, KINDS } from './kinds';
import { texts } from './texts';
import './audit.css';

const TYPES = Object.keys(EVENTS) as EventType[];
/** Of seven columns, with their hashes in one line each. */
const LEAST = 900;

/** Everything that happened on the governance chain, to be filtered and taken away. */
export default function LogPage() {
  const t = useTexts(texts);
  const k = useTexts(kindTexts);
  const e = useTexts(eventTexts);
  const [search] = useSearchParams();
  const kind = search.get('kind') ?? undefined;
  const filters = {
    kind,
    // An id alone does not tell what it is of, and the server refuses it.
    id: kind ? (search.get('id') ?? undefined) : undefined,
    type: search.get('type') ?? undefined,
    institution: search.get('institution') ?? undefined,
    ...useDays(),
  };
  const columns: Column<HistoryEvent>[] = [
    { key: 'number', title: t('log.number'), render: event => event.number },
    { key: 'time', title: t('log.time'), render: event => <Time seconds={event.time} /> },
    {
      key: 'what',
      title: t('log.what'),
      render: event => (
        <div className="reads long">
          <EventSentence event={event} />
        </div>
      ),
    },
    { key: 'about', title: t('log.about'), render: event => <Subjects event={event} /> },
    { key: 'by', title: t('log.by'), render: event => event.by && <Account address={event.by} /> },
    { key: 'block', title: t('log.block'), render: event => event.block },
    {
      key: 'transaction',
      title: t('log.transaction'),
      render: event => <Hash value={event.transactionHash} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title.log')}
        text={t('log.text')}
        actions={
          <>
            {t('log.export')} <ExportLinks path="/v1/exports/history" parameters={filters} />
          </>
        }
      />
      <Filters
        filters={[
          {
            name: 'kind',
            label: t('filter.kind'),
            options: KINDS.map(value => ({ value, label: k(value) })),
          },
          ...(kind
            ? [{ name: 'id', label: t('filter.id'), ...(isKind(kind) ? { of: kind, ids: true } : {}) }]
            : []),
          {
            name: 'type',
            label: t('filter.type'),
            options: TYPES.map(value => ({ value, label: e(value) })),
          },
          { name: 'institution', label: t('filter.institution'), of: 'institutions' },
        ]}
      />
      <div className="filters">
        <DayFilters />
      </div>
      <ListPage<HistoryEvent>
        part
        title={t('title.log')}
        least={LEAST}
        path="/v1/events/history"
        fixed={filters}
        columns={columns}
        rowKey={event => String(event.number)}
        empty={t('log.none')}
      />
      <CheckYourself commands={generalCommands()} />
    </>
  );
}

function Subjects({ event }: { event: HistoryEvent }) {
  const k = useTexts(kindTexts);
  return (
    <ul className="log-subjects">
      {event.subjects.map(subject => {
        const to = subjectPath({ rule: '', subject });
        const known = KINDS.find(kind => kind === subject.kind);
        return (
          <li key={`${subject.kind} ${subject.id}`}>
            {known ? k(known) : subject.kind}{' '}
            {subject.kind === 'institutions' ? (
              <Institution id={subject.id} />
            ) : (
              <Hash value={subject.id} {...(to ? { to } : {})} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

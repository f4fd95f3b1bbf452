import { Skeleton, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../api/hooks';
import type { Acknowledgement, Alert } from '../api/types';
import { useIdentity } from '../identity/IdentityProvider';
import { ASKING } from '../parts/Asking';
import { Empty } from '../parts/Empty';
import { Filters } from '../parts/Filters';
import { Hash } from '../parts/Hash';
import { Pager } from '../parts/Pager';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { Acknowledge } from './alerts/Acknowledge';
import { SeverityMark } from './alerts/SeverityMark';
import { acknowledgements, mayAcknowledge, stateOf } from './alerts/stateOf';
import { subjectPath } from './alerts/subject';
import { useAlertWords, useSeverity } from './alerts/useAlertWords';
import { texts } from './texts';
import { useCodes } from './useCodes';
import './alerts/alerts.css';

const REFRESH_MS = 15_000;
const STATES = ['open', 'acknowledged', 'closed'] as const;
const SEVERITIES = ['CRITICAL', 'WARNING', 'INFORMATION'] as const;

/** What the rules found, in words, with the way to what it is about. */
export default function AlertsPage() {
  const t = useTexts(texts);
  const severity = useSeverity();
  const [search] = useSearchParams();
  const state = search.get('state') ?? undefined;
  const filters = { state, severity: search.get('severity')?.toLowerCase() };
  // While the chain stands still nothing happens that would have this read again.
  const list = useList<Alert>('/v1/alerts', filters, 50, { everyMs: REFRESH_MS });
  return (
    <>
      <PageHeader title={t('title.alerts')} text={t('alerts.text')} />
      <Filters
        filters={[
          {
            name: 'state',
            label: t('alerts.state'),
            options: STATES.map(value => ({ value, label: t(`state.${value}`) })),
          },
          {
            name: 'severity',
            label: t('alerts.severity'),
            options: SEVERITIES.map(value => ({ value, label: severity(value) })),
          },
        ]}
      />
      {list.error && <Problem error={list.error} retry={list.refetch} />}
      {list.isPending && !list.error && <Skeleton active />}
      {!list.isPending && !list.error && list.items.length === 0 && <Empty>{t('alerts.none')}</Empty>}
      <ul className="cards" aria-label={t('alerts.list')}>
        {list.items.map(alert => (
          <Card key={alert.id} alert={alert} />
        ))}
      </ul>
      <Pager {...list} />
    </>
  );
}

function Card({ alert }: { alert: Alert }) {
  const t = useTexts(texts);
  const words = useAlertWords();
  const state = stateOf(alert);
  const path = subjectPath(alert);
  const { account } = useIdentity();
  return (
    <li className={`alert alert-${state}`} data-testid={`alert-${alert.rule}`} data-state={state}>
      <div className="alert-marks">
        <SeverityMark severity={alert.severity} />
        <Tag>{t(`state.${state}`)}</Tag>
        <span className="muted">
          {t('alerts.opened')} <Time seconds={alert.openedAt} both />
        </span>
        {alert.closedAt !== undefined && state === 'closed' && (
          <span className="muted">
            {t('alerts.closed')} <Time seconds={alert.closedAt} both />
          </span>
        )}
      </div>
      <p className="alert-words">{words(alert)}</p>
      {acknowledgements(alert).map(each => (
        <Acknowledged key={each.account} acknowledged={each} />
      ))}
      <div className="alert-actions">
        {path && <Link to={path}>{t('alerts.subject')}</Link>}
        {alert.subject?.id.startsWith('0x') && <Hash value={alert.subject.id} />}
        {mayAcknowledge(alert, account) && <Acknowledge alert={alert} />}
      </div>
    </li>
  );
}

function Acknowledged({ acknowledged }: { acknowledged: Acknowledgement }) {
  const t = useTexts(texts);
  const { account, institution, time, comment } = acknowledged;
  const code = useCodes()(institution);
  return (
    <p>
      {t('alerts.acknowledgedBy', { institution: code === undefined ? ASKING : (code ?? institution) })}{' '}
      <Hash value={account} /> <Time seconds={time} />
      {t('alerts.comment', { comment })}
    </p>
  );
}

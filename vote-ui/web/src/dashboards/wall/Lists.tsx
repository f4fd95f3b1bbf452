import { useOne } from '../../api/hooks';
import type { Alert, HistoryEvent, Listed } from '../../api/types';
import { useTexts } from '../../shell/i18n';
import { SeverityMark } from '../alerts/SeverityMark';
import { useAlertWords } from '../alerts/useAlertWords';
import { bySeverity } from '../alerts/order';
import { EventSentence } from '../../registers/History';
import { failed } from '../logic/unread';
import { texts } from '../texts';
import { useFormats } from '../useFormats';
import { Unread } from './Unread';

const REFRESH_MS = 15_000;
const EVENTS = 8;
const ALERTS = 5;

/** The newest of the governance log. */
export function LastEvents() {
  const t = useTexts(texts);
  const f = useFormats();
  const events = useOne<Listed<HistoryEvent>>(
    '/v1/events/history',
    { limit: EVENTS },
    { everyMs: REFRESH_MS },
  );
  const { data } = events;
  return (
    <section className="wall-list" aria-label={t('wall.events')} aria-busy={!data && !failed(events)}>
      <h2>{t('wall.events')}</h2>
      <Unread of={events} />
      {data?.items.length === 0 && <p>{t('wall.noEvents')}</p>}
      <ol>
        {data?.items.map(event => (
          <li key={event.number}>
            <time dateTime={new Date(event.time * 1000).toISOString()}>{f.moment(event.time)}</time>{' '}
            <EventSentence event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Open alerts, the worst first. */
export function OpenAlerts() {
  const t = useTexts(texts);
  const f = useFormats();
  const words = useAlertWords();
  const open = useOne<Listed<Alert>>('/v1/alerts', { state: 'open', limit: 200 }, { everyMs: REFRESH_MS });
  const { data } = open;
  const alerts = bySeverity(data?.items ?? []);
  const hidden = Math.max(data?.total ?? 0, alerts.length) - ALERTS;
  return (
    <section className="wall-list" aria-label={t('wall.alerts')} aria-busy={!data && !failed(open)}>
      <h2>{t('wall.alerts')}</h2>
      <Unread of={open} />
      {data && alerts.length === 0 && <p>{t('wall.noAlerts')}</p>}
      <ol>
        {alerts.slice(0, ALERTS).map(alert => (
          <li key={alert.id}>
            <SeverityMark severity={alert.severity} /> {words(alert)}{' '}
            <time dateTime={new Date(alert.openedAt * 1000).toISOString()}>{f.moment(alert.openedAt)}</time>
          </li>
        ))}
      </ol>
      {hidden > 0 && <p>{t('wall.more', { count: hidden })}</p>}
    </section>
  );
}

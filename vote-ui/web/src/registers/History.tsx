import { useMemo } from 'react';
import type { HistoryEvent } from '../api/types';
import { Empty } from '../parts/Empty';
import { Hash } from '../parts/Hash';
import { Time } from '../parts/Time';
import { useLanguage, useTexts } from '../shell/i18n';
import { Account } from './Account';
import { eventPieces } from './events/words';
import { texts } from './texts';
import { Value } from './Value';
import './registers.css';

/** An event as a sentence, with what it speaks of linked and ready to be copied. */
export function EventSentence({ event }: { event: { type: string; data: Record<string, unknown> } }) {
  const [language] = useLanguage();
  const pieces = useMemo(() => eventPieces(event, language), [event, language]);
  return (
    <>
      {pieces.map((piece, at) =>
        'text' in piece ? piece.text : <Value key={at} kind={piece.field} value={piece.value} />,
      )}
    </>
  );
}

/** What happened, newest first, each in a sentence with when, by whom and in which transaction. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  const t = useTexts(texts);
  if (events.length === 0) return <Empty>{t('noHistory')}</Empty>;
  return (
    <ol className="history" aria-label={t('history')}>
      {events.map(event => (
        <li key={event.number} data-event={event.type}>
          <p>
            <EventSentence event={event} />
          </p>
          <p className="muted">
            <Time seconds={event.time} both />
            {event.by && (
              <>
                {' · '}
                {t('by')} <Account address={event.by} />
              </>
            )}
            {' · '}
            {t('inTransaction')} <Hash value={event.transactionHash} />
          </p>
        </li>
      ))}
    </ol>
  );
}

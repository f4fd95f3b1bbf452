import { useMemo } from 'react';
import type { TransactionDetail } from '../api/types';
import { Hash } from '../parts/Hash';
import { stepNumber } from '../parts/step';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { EventSentence } from '../registers/History';
import { moments } from './timeline';
import { texts } from './texts';

/** Every moment of a transaction, oldest first, each in a sentence with its block and its governance transaction. */
export function Timeline({ transaction }: { transaction: TransactionDetail }) {
  const t = useTexts(texts);
  const all = useMemo(() => moments(transaction), [transaction]);
  return (
    <section className="panel" aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline')}</h2>
      <p className="muted">{t('timeline.text')}</p>
      <ol className="history" data-testid="timeline">
        {all.map(({ entry, event, lane, tone, retry }, at) => (
          <li key={at} className={`moment ${tone}`} data-event={entry.type} data-entry={entry.entry}>
            <p>
              <span className="lane">
                {lane === 'whole' ? t('whole') : t('stepTitle', { number: stepNumber(lane) })}
              </span>
              {' · '}
              <EventSentence event={event} />
              {retry && <strong> · {t('retried')}</strong>}
            </p>
            <p className="muted">
              <Time seconds={entry.time} both /> · {t('block', { block: entry.block })} · {t('inTransaction')}{' '}
              <Hash value={entry.transactionHash} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

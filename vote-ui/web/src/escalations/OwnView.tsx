import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { usePunctuation } from '../parts/punctuation';
import { stepNumber } from '../parts/step';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import type { Own, OwnStep, Reason } from './own';
import { texts } from './texts';

/** What the own proxy knows beyond the chain: calls, attempts, and why they failed. */
export function OwnView({ own, unasked }: { own: Own | undefined; unasked: boolean }) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  return (
    <section className="panel" aria-labelledby="own">
      <h2 id="own">{t('own')}</h2>
      {!own && <p className="muted">{t(unasked ? 'own.unasked' : 'own.none')}</p>}
      {own?.detail && (
        <p>
          <Why reason={own.detail} />
        </p>
      )}
      {own?.steps?.map((step, at) => (
        <section key={step.step ?? at} aria-label={t('ownStep', { number: stepNumber(step.step ?? at) })}>
          <h3>{t('ownStep', { number: stepNumber(step.step ?? at) })}</h3>
          <OwnStepView step={step} />
        </section>
      ))}
      {(own?.alarms?.length ?? 0) > 0 && (
        <>
          <h3>{t('alarms')}</h3>
          <ul className="plain">
            {own?.alarms?.map((alarm, at) => (
              <li key={at}>
                {alarm.blockTime !== undefined && <Time seconds={alarm.blockTime} />} {alarm.code}
                {colon}
                {alarm.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Why something failed: what the code means in words, then what the proxy or contract said, which may be long. */
function Why({ reason }: { reason: Reason | undefined }) {
  const t = useTexts(texts);
  if (!reason?.code && !reason?.text) return null;
  const key = `reason.${reason.code}`;
  const known = key in texts.en;
  return (
    <span className="reason">
      {known ? t(key as Parameters<typeof t>[0]) : reason.code}
      {reason.text && (
        <>
          {' '}
          <code>{reason.text}</code>
        </>
      )}
    </span>
  );
}

function OwnStepView({ step }: { step: OwnStep }) {
  const t = useTexts(texts);
  const word = (group: string, value: string | undefined) => {
    const key = `${group}.${value}`;
    return value === undefined ? undefined : key in texts.en ? t(key as Parameters<typeof t>[0]) : value;
  };
  const { evidence, undoing } = step;
  return (
    <Fields
      items={[
        [t('call'), step.contract && `${step.contract} · ${step.function ?? ''}`],
        [t('progress'), word('progress', step.progress)],
        [t('subchainTransaction'), step.subchainTransaction && <Hash value={step.subchainTransaction} />],
        [t('why'), step.reason && <Why key="why" reason={step.reason} />],
        [
          t('evidence'),
          evidence?.digest && (
            <span key="evidence">
              <Hash value={evidence.digest} /> {t(evidence.held ? 'held' : 'notHeld')} ·{' '}
              {word('examination', evidence.examination)} <Why reason={evidence.reason} />
            </span>
          ),
        ],
        [
          t('undoing'),
          undoing && (
            <span key="undoing">
              {word('stage', undoing.stage)} · {t('attempts', { count: undoing.attempts ?? 0 })}{' '}
              <Why reason={undoing.reason} />
            </span>
          ),
        ],
        [
          t('next'),
          undoing?.nextAttemptAt === undefined ? undefined : (
            <Time key="next" seconds={undoing.nextAttemptAt} />
          ),
        ],
      ]}
    />
  );
}

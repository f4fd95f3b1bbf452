import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import type { TransactionDetail } from '../api/types';
import { useNetwork } from '../api/hooks';
import { stepNumber, WHOLE_TRANSACTION } from '../parts/step';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import type { Own, OwnAlarm, OwnStep, Reason } from './own';
import { texts } from './texts';

/** What the own proxy knows beyond the chain: calls, attempts, and why they failed. */
export function OwnView({
  own,
  transaction,
  unasked,
}: {
  own: Own | undefined;
  transaction: TransactionDetail;
  unasked: boolean;
}) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  // How far a step is, the proxy knows of its own ones alone: of others it says that it did not begin them.
  const ours = new Set(
    transaction.steps
      .filter(({ responsible }) => responsible.id === network?.proxy?.institution)
      .map(({ index }) => index),
  );
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
          <OwnStepView step={step} ours={ours.has(step.step ?? at)} />
        </section>
      ))}
      {(own?.alarms?.length ?? 0) > 0 && (
        <>
          <h3>{t('alarms')}</h3>
          <ul className="plain">
            {own?.alarms?.map((alarm, at) => (
              <li key={at}>
                {alarm.blockTime !== undefined && <Time seconds={alarm.blockTime} />} <Alarm {...alarm} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** An alarm in words; what the proxy wrote counts steps from 0 and stands below, as its own words. */
function Alarm({ code, step, text }: OwnAlarm) {
  const t = useTexts(texts);
  const key = `alarm.${code}`;
  const said = key in texts.en ? t(key as Parameters<typeof t>[0]) : code;
  return (
    <>
      {step !== undefined && step >= 0 && step < WHOLE_TRANSACTION
        ? t('alarm.step', { number: stepNumber(step), said })
        : said}
      {text && (
        <details>
          <summary>{t('alarm.words')}</summary>
          <code>{text}</code>
        </details>
      )}
    </>
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

function OwnStepView({ step, ours }: { step: OwnStep; ours: boolean }) {
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
        [t('progress'), ours ? word('progress', step.progress) : undefined],
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

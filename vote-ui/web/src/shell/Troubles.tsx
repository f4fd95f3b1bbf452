import { Problem } from '../api/problem';
import { useLive } from '../api/events';
import { useNetwork } from '../api/hooks';
import { standstill } from '../api/standstill';
import { useTexts } from './i18n';
import { texts } from './texts';

/** Blocks that the index may be behind before anybody needs to know. */
const TOLERATED_BLOCKS = 10;

/** What the user should know about server and chain before she trusts what she sees, and what to do about it. */
export function Troubles() {
  const t = useTexts(texts);
  const { data: network, error, failureReason } = useNetwork();
  const live = useLive();
  const failure = error ?? failureReason;
  const unreachable = failure instanceof Problem && (failure.status === 0 || failure.status >= 502);
  const { silentFor, stalledFor } = standstill(network, live);
  const behind = network ? network.head.number - network.indexed.number : 0;
  const troubles = [
    unreachable && ['unreachable', t('trouble.unreachable')],
    !unreachable && silentFor > 0 && ['silent', t('trouble.silent', { seconds: Math.round(silentFor) })],
    !unreachable &&
      silentFor === 0 &&
      stalledFor > 0 && ['stalled', t('trouble.stalled', { seconds: Math.round(stalledFor) })],
    !unreachable && behind > TOLERATED_BLOCKS && ['stale', t('trouble.stale', { blocks: behind })],
  ].filter(each => each !== false);
  return (
    <div role="status" aria-live="polite">
      {troubles.map(([kind, text]) => (
        <p key={kind} className="trouble" data-testid={`trouble-${kind}`}>
          {text}
        </p>
      ))}
    </div>
  );
}

import { useLive } from '../api/events';
import { useNetwork } from '../api/hooks';
import { useLanguage, useTexts } from '../shell/i18n';
import { inBrackets } from './punctuation';
import { texts } from './texts';
import { absolute, relative, span, zone } from './time';

/** The latest block's time: the only clock that anything on the chain goes by; undefined before the first answer. */
export function useBlockTime(): number | undefined {
  const { head } = useLive();
  const { data } = useNetwork();
  const times = [head?.time, data?.head.time].filter(time => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** A block's time, with how long ago that was by the chain's clock. */
export function Time({ seconds, both }: { seconds: number | undefined; both?: boolean }) {
  const [language] = useLanguage();
  const now = useBlockTime();
  if (seconds === undefined || seconds === 0) return <span className="muted">–</span>;
  const exact = absolute(seconds, language);
  const rough = now === undefined ? undefined : relative(seconds, now, language);
  return (
    <time
      dateTime={new Date(seconds * 1000).toISOString()}
      title={[both ? undefined : rough, `${exact} ${zone(seconds, language)}`].filter(Boolean).join(' · ')}
    >
      {both && rough ? exact + inBrackets(rough, language) : exact}
    </time>
  );
}

/** What is left until a deadline, by the chain's clock; stands still when the chain does. */
export function Countdown({ deadline }: { deadline: number }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const now = useBlockTime();
  if (now === undefined) return null;
  return (
    <span role="timer" data-testid="countdown">
      {now > deadline ? t('over') : t('left', { span: span(deadline - now, language) })}
    </span>
  );
}

import { useTexts } from '../shell/i18n';
import { type Freshness, isStale } from './logic/freshness';
import { texts } from './texts';
import { useFormats } from './useFormats';
import { useFreshness } from './useFreshness';
import './freshness.css';

/** Says whether the figures are those of now; what is out of date is said in words and a strong colour. */
export function FreshnessMark() {
  const fresh = useFreshness();
  const words = useFreshnessWords();
  const state = fresh.state;
  return (
    <span
      className={isStale(fresh) ? 'freshness stale' : 'freshness'}
      data-testid="freshness"
      data-state={state}
    >
      <span aria-hidden="true">{isStale(fresh) ? '▲' : '●'}</span> {words(fresh)}
    </span>
  );
}

/** A judgement of freshness in words. */
export function useFreshnessWords(): (fresh: Freshness) => string {
  const t = useTexts(texts);
  const f = useFormats();
  return fresh =>
    t(`fresh.${fresh.state}`, {
      span: 'seconds' in fresh ? f.span(fresh.seconds) : '',
      blocks: 'blocks' in fresh ? f.count(fresh.blocks) : '',
    });
}

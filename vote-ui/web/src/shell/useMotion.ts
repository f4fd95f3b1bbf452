import { useSyncExternalStore } from 'react';

const REDUCED = '(prefers-reduced-motion: reduce)';

function listen(changed: () => void): () => void {
  const query = matchMedia(REDUCED);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether things may move: false where the reader asked for less motion. */
export function useMotion(): boolean {
  return useSyncExternalStore(listen, () => !matchMedia(REDUCED).matches);
}

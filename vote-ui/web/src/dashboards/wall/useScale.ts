import { useSyncExternalStore } from 'react';

function listen(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** How much larger than on a desk things are drawn: 1.5 on a screen of 1920 by 1080, 3 on one of twice that. */
export function useScale(): number {
  return useSyncExternalStore(listen, () => {
    const scale = Math.min(window.innerWidth / 1280, window.innerHeight / 720);
    return Math.max(1, Math.round(scale * 4) / 4);
  });
}

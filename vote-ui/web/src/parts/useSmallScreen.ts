import { useSyncExternalStore } from 'react';

const query = '(max-width: 800px)';

/** Whether the page is as narrow as a phone, where tables become cards. */
export function useSmallScreen(): boolean {
  return useSyncExternalStore(
    watcher => {
      const media = matchMedia(query);
      media.addEventListener('change', watcher);
      return () => media.removeEventListener('change', watcher);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

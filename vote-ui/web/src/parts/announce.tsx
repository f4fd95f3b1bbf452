import { useSyncExternalStore } from 'react';

let said = '';
const watchers = new Set<() => void>();

/** Tells people who listen rather than look what an action came to. */
export function announce(text: string): void {
  // The same sentence twice is told twice: a no-break space makes it another text.
  said = said === text ? `${text}\u00a0` : text;
  watchers.forEach(watcher => watcher());
}

/** Where announcements are read from; once per page. */
export function Announcer() {
  const text = useSyncExternalStore(
    watcher => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => said,
    () => said,
  );
  return (
    <div className="unheard" role="status" aria-live="polite" data-testid="announcer">
      {text}
    </div>
  );
}

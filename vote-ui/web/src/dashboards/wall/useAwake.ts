import { useEffect } from 'react';

/** Keeps the screen on while the page is seen, where the browser can; where it cannot, the screen's own settings hold. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const granted = await navigator.wakeLock.request('screen');
        if (gone) await granted.release();
        else lock = granted;
      } catch {
        // Refused, for example on an empty battery: the screen then sleeps as it is set to.
      }
    };
    const again = () => void ask();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}

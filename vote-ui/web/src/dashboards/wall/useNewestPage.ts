import { useEffect, useRef } from 'react';
import { useNetwork } from '../../api/hooks';

/** Loads the page anew when the server has become another version: nobody reloads a wall. */
export function useNewestPage(): void {
  const { data } = useNetwork();
  const first = useRef<string>(undefined);
  const version = data?.version;
  useEffect(() => {
    if (version === undefined) return;
    first.current ??= version;
    if (first.current !== version) window.location.reload();
  }, [version]);
}

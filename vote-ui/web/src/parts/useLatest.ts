import { useRef } from 'react';

/**
 * Tells of several that were begun one after the other which one is the latest: what an earlier one comes to in the end, later than
 * the latest, counts no more.
 *
 * @returns begins one; what it answers says whether that one is still the latest
 */
export function useLatest(): () => () => boolean {
  const begun = useRef(0);
  return () => {
    const mine = ++begun.current;
    return () => mine === begun.current;
  };
}

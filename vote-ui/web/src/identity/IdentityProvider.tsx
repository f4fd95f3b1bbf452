import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Signer } from './signer';

/** Idle for so long, a key in memory is forgotten. */
export const IDLE_MS = 15 * 60_000;

interface Identity {
  /** Who signs; undefined as long as nobody does. */
  signer: Signer | undefined;
  /** The signer's address, lower case. */
  account: string | undefined;
  /** Whether the key was forgotten because nobody did anything for a while. */
  lockedByItself: boolean;
  unlock: (signer: Signer) => void;
  lock: () => void;
}

const Context = createContext<Identity | undefined>(undefined);
const ACTIVITY = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Holds who signs, in memory alone: gone with the page, after a while of nobody doing anything, and on demand. */
export function IdentityProvider({ children, idleMs = IDLE_MS }: { children: ReactNode; idleMs?: number }) {
  const [signer, setSigner] = useState<Signer>();
  const [lockedByItself, setLockedByItself] = useState(false);
  const present = useRef<Signer>(undefined);

  const { unlock, lock } = useMemo(() => {
    const replace = (next: Signer | undefined) => {
      if (present.current !== next) present.current?.forget();
      present.current = next;
      setSigner(next);
      setLockedByItself(false);
    };
    return { unlock: (next: Signer) => replace(next), lock: () => replace(undefined) };
  }, []);

  const identity = useMemo<Identity>(
    () => ({ signer, account: signer?.address.toLowerCase(), lockedByItself, unlock, lock }),
    [signer, lockedByItself, unlock, lock],
  );

  useEffect(() => signer?.onChange?.(lock), [signer, lock]);

  useEffect(() => {
    if (!signer?.inMemory) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let active = Date.now();
    const expire = () => {
      signer.forget();
      present.current = undefined;
      setSigner(undefined);
      setLockedByItself(true);
    };
    const restart = () => {
      clearTimeout(timer);
      // Timers stand still while a machine sleeps: who wakes it must not find the key.
      if (Date.now() - active >= idleMs) {
        expire();
        return;
      }
      active = Date.now();
      timer = setTimeout(expire, idleMs);
    };
    restart();
    ACTIVITY.forEach(name => window.addEventListener(name, restart, { passive: true }));
    return () => {
      clearTimeout(timer);
      ACTIVITY.forEach(name => window.removeEventListener(name, restart));
    };
  }, [signer, idleMs]);

  return <Context value={identity}>{children}</Context>;
}

export function useIdentity(): Identity {
  const identity = use(Context);
  if (!identity) throw new Error('useIdentity: expected an IdentityProvider above');
  return identity;
}

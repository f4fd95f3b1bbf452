import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { stored, store } from './stored';

export type Appearance = 'light' | 'dark' | 'system';
/**
 * Where the page reads the chain: through this console, an own node, or the connected wallet; by itself through the wallet where
 * one is connected to this network, otherwise through this console.
 */
export type ReadingSource = 'auto' | 'server' | 'node';

export interface Settings {
  appearance: Appearance;
  readingSource: ReadingSource;
  /** JSON-RPC address of the user's own node; empty for none. */
  nodeUrl: string;
}

interface Held extends Settings {
  dark: boolean;
  change: (part: Partial<Settings>) => void;
}

const Context = createContext<Held | undefined>(undefined);

function initial(): Settings {
  const appearance = stored('appearance');
  const readingSource = stored('readingSource');
  return {
    appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
    readingSource: readingSource === 'node' || readingSource === 'server' ? readingSource : 'auto',
    nodeUrl: stored('nodeUrl') ?? '',
  };
}

/** Keeps the user's settings, in this browser alone. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const [settings, set] = useState(initial);
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const listen = () => setSystemDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  const dark = settings.appearance === 'dark' || (settings.appearance === 'system' && systemDark);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  const held = useMemo<Held>(
    () => ({
      ...settings,
      dark,
      change: part => {
        for (const [name, value] of Object.entries(part)) store(name, value || undefined);
        set(before => ({ ...before, ...part }));
      },
    }),
    [settings, dark],
  );
  return <Context value={held}>{children}</Context>;
}

export function useSettings(): Held {
  const held = use(Context);
  if (!held) throw new Error('useSettings: expected a SettingsProvider above');
  return held;
}

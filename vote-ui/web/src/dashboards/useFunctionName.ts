import { useCallback, useSyncExternalStore } from 'react';
import type * as names from '../chain/words/names';
import { inBrackets } from '../parts/punctuation';
import { useLanguage } from '../shell/i18n';

type Words = typeof names;

/** The contracts' functions are large: loaded once something speaks of one. */
let words: Words | undefined;
let loading = false;
const listeners = new Set<() => void>();

const known = () => words;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function load(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    words = await import('../chain/words/names');
    listeners.forEach(listener => listener());
  } catch {
    // The selector alone is told; whatever speaks of the next function tries again.
    loading = false;
  }
}

/** A function as orders tell it, behind its selector: "0x1234abcd (Pipelines.freeze)"; until that is loaded, the selector alone. */
export function useFunctionName(): (target: string, selector: string) => string {
  const [language] = useLanguage();
  const found = useSyncExternalStore(subscribe, known);
  return useCallback(
    (target, selector) => {
      if (found === undefined) {
        void load();
        return selector;
      }
      return selector + inBrackets(found.functionNames(target, [selector])[language], language);
    },
    [found, language],
  );
}

import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** Whether trying again could help: the server was away or busy, not of another opinion. */
const worthRetrying = (failure: unknown): boolean =>
  failure instanceof Problem && (failure.status === 0 || failure.status >= 500 || failure.status === 429);

/** What the page remembers of the server's and the chain's answers. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, failure) => failures < 2 && worthRetrying(failure),
      refetchOnWindowFocus: true,
    },
  },
});

/** Answers that an event on the chain may have changed. */
export const FROM_SERVER = 'server';
export const FROM_CHAIN = 'chain';

export function refreshAll(): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: [FROM_SERVER] }),
    queries.invalidateQueries({ queryKey: [FROM_CHAIN] }),
  ]);
}

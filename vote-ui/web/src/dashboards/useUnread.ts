import { useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { FROM_SERVER } from '../api/queries';
import { unreadSince } from './logic/unread';

const READ = [FROM_SERVER, 'network'];

/**
 * Looks at all that the shown page reads from the server, so that no part of it can be forgotten: since when (ms) the oldest of
 * what could not be read is as it is; undefined while everything is read.
 */
export function useUnread(): (now: number) => number | undefined {
  const cache = useQueryClient().getQueryCache();
  const asked = useRef(new WeakMap<Query, number>());
  return useCallback(
    now => {
      const since = cache
        .findAll({ type: 'active', predicate: ({ queryKey }) => READ.includes(String(queryKey[0])) })
        .map(query => {
          const first = asked.current.get(query) ?? now;
          asked.current.set(query, first);
          return unreadSince(query.state, everyMs(query), first, now);
        })
        .filter(each => each !== undefined);
      return since.length === 0 ? undefined : Math.min(...since);
    },
    [cache],
  );
}

/** How often somebody on the page wants it read. */
function everyMs(query: Query): number | undefined {
  const often = query.observers
    .map(observer => observer.options.refetchInterval)
    .filter(each => typeof each === 'number');
  return often.length === 0 ? undefined : Math.min(...often);
}

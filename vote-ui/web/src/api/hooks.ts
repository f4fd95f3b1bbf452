import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Parameters } from './client';
import { usePlace } from './place';
import { FROM_SERVER } from './queries';
import type { Listed, Network } from './types';

interface Options {
  enabled?: boolean;
  /** Asks again so often, besides at events. */
  everyMs?: number;
  /** Of a list: its name in the address, where the page has several. */
  name?: string;
}

/** One answer of the server, refreshed when something happens on the chain. */
export function useOne<T>(path: string, parameters?: Parameters, options: Options = {}): UseQueryResult<T> {
  return useQuery<T>({
    queryKey: [FROM_SERVER, path, parameters ?? {}],
    queryFn: ({ signal }) => get<T>(path, parameters, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
  });
}

export interface Paged<T> {
  items: T[];
  total: number | undefined;
  /** The page as it was answered, undefined before. */
  answer: Listed<T> | undefined;
  /** 1 for the first page. */
  page: number;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  /** What is shown is still the page before, or that of other filters. */
  isTurning: boolean;
  isPending: boolean;
  isFetching: boolean;
  error: Error | null;
  refetch: () => void;
}

/** Pages of a list; which one stands in the address. Other filters begin at its first page again. */
export function useList<T>(
  path: string,
  filters: Parameters = {},
  limit = 50,
  options: Options = {},
): Paged<T> {
  const key = JSON.stringify([path, filters, limit]);
  const { cursor, page, goOn, goBack } = usePlace(key, options.name);
  const result = useQuery({
    queryKey: [FROM_SERVER, path, filters, limit, cursor ?? ''],
    queryFn: ({ signal }) => get<Listed<T>>(path, { ...filters, limit, cursor }, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    placeholderData: keepPreviousData,
  });
  // The page before leads to the page that is awaited: from it nothing goes on.
  const isTurning = result.isPlaceholderData;
  const following = result.data?.cursor;
  return {
    items: result.data?.items ?? [],
    total: result.data?.total,
    answer: result.data,
    page,
    next: following ? () => isTurning || goOn(following) : undefined,
    previous: cursor === undefined ? undefined : goBack,
    isTurning,
    isPending: result.isPending,
    isFetching: result.isFetching,
    error: result.error,
    refetch: () => void result.refetch(),
  };
}

/** What network this is, and how its chain and index are. */
export function useNetwork(): UseQueryResult<Network> {
  return useQuery<Network>({
    queryKey: ['network'],
    queryFn: ({ signal }) => get<Network>('/v1/network', {}, signal),
    refetchInterval: 10_000,
    staleTime: 9_000,
  });
}

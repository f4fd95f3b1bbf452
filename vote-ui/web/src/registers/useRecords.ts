import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { get } from '../api/client';
import { useOne } from '../api/hooks';
import { FROM_SERVER } from '../api/queries';
import type { Listed } from '../api/types';
import type { Awaiting } from '../parts/Awaited';
import { registered, type RecordKind, type RegisterRecord } from './kinds';
import { Names, namesOf, type Name } from './names';

/** As many as the server gives at once. */
const PAGE = 200;
/** Bounds what is read into the page: what belongs to one institution or account is never so much. */
const MOST_PAGES = 25;
/** As many as a list to choose from shows; further ones are found by typing. */
const SHOWN = 50;

/** Which records; the server looks for them. */
export interface RecordFilter {
  readonly status?: string | undefined;
  /** Id or code of the owner; of pipelines, of either end. */
  readonly institution?: string | undefined;
  readonly subchain?: string | undefined;
  /** Applicant of an application, contact of an institution. */
  readonly account?: string | undefined;
  /** Ids with commas between them. */
  readonly ids?: string | undefined;
}

/** All records that fit, read page by page. Meant for what belongs to somebody, not for whole registers. */
export function useRecords(
  kind: RecordKind,
  filter: RecordFilter,
  enabled = true,
): Awaiting & { readonly records: RegisterRecord[] } {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: [FROM_SERVER, `/v1/records/${kind}`, 'all', filter],
    queryFn: ({ signal }) => everything(kind, filter, signal),
    enabled,
  });
  return { records: useMemo(() => data ?? [], [data]), isPending: enabled && isPending, error, refetch };
}

async function everything(
  kind: RecordKind,
  filter: RecordFilter,
  signal: AbortSignal,
): Promise<RegisterRecord[]> {
  const found: RegisterRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { ...filter, limit: PAGE, cursor };
    const answer = await get<Listed<RegisterRecord>>(`/v1/records/${kind}`, asked, signal);
    found.push(...answer.items.map(record => registered(kind, record)));
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return found;
}

/** The first records that fit what was typed, and how many more there are. */
export function useSearch(
  kind: RecordKind,
  filter: RecordFilter,
  typed: string,
  enabled = true,
): Awaiting & { readonly records: RegisterRecord[]; readonly more: number } {
  const { data, isPending, error, refetch } = useOne<Listed<RegisterRecord>>(
    `/v1/records/${kind}`,
    { ...filter, q: typed.trim(), limit: SHOWN },
    { enabled },
  );
  const records = useMemo(() => (data?.items ?? []).map(record => registered(kind, record)), [data, kind]);
  return {
    records,
    more: Math.max(0, (data?.total ?? 0) - records.length),
    isPending: enabled && isPending,
    error,
    refetch,
  };
}

/**
 * Names of ids of a register, asked for as they come up: undefined as long as they were not told, null where there is none (or
 * nobody could say).
 */
export function useNames(kind: RecordKind, enabled = true): (id: string) => Name | null | undefined {
  const names = namesOf(useQueryClient());
  const known = useSyncExternalStore(names.subscribe, names.known);
  return useCallback(
    id => {
      if (!Names.canBe(kind, id)) return null;
      const name = known.get(Names.key(kind, id));
      if (!name && enabled) names.want(kind, id);
      return name;
    },
    [known, names, kind, enabled],
  );
}

/** Labels of ids of a register: full ids, and the first 16 bytes by which the ledger names institutions. */
export function useLabels(kind: RecordKind, enabled = true): (id: string) => string | null | undefined {
  const nameOf = useNames(kind, enabled);
  return useCallback(
    id => {
      const name = nameOf(id);
      return name ? name.label : name;
    },
    [nameOf],
  );
}

import { useCallback, useMemo } from 'react';
import { useOne } from '../api/hooks';
import type { Listed, RegisterRecord } from '../api/types';

/** The code of an institution by its id, or by the first 16 bytes of it; undefined as long as it is not known. */
export function useCodes(): (id: string | null | undefined) => string | undefined {
  const { data } = useOne<Listed<RegisterRecord>>('/v1/records/institutions', { limit: 200 });
  const known = useMemo(
    () => new Map((data?.items ?? []).map(each => [each.id.slice(0, 34), each.label])),
    [data],
  );
  return useCallback(id => (id ? known.get(id.slice(0, 34)) : undefined), [known]);
}

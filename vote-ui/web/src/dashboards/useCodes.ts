import { useCallback } from 'react';
import { useLabels } from '../registers/useRecords';

/** The code of an institution by its id, or by the first 16 bytes of it; undefined while it is asked for, null where there is none. */
export function useCodes(): (id: string | null | undefined) => string | null | undefined {
  const labelOf = useLabels('institutions');
  return useCallback(id => (id ? labelOf(id) : null), [labelOf]);
}

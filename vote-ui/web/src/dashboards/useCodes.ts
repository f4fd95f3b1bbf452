import { useCallback } from 'react';
import { useLabels } from '../registers/useRecords';

/** The code of an institution by its id, or by the first 16 bytes of it; undefined as long as it is not known. */
export function useCodes(): (id: string | null | undefined) => string | undefined {
  const labelOf = useLabels('institutions');
  return useCallback(id => (id ? labelOf(id) : undefined), [labelOf]);
}

import { useMemo } from 'react';
import { useOne } from '../api/hooks';
import type { Listed } from '../api/types';
import { registered, type RecordKind, type RegisterRecord } from './kinds';

/** As many as the server gives at once; a longer register is searched rather than chosen from. */
const MOST = 200;

/** The records of a register to choose from, and by which ids are named. */
export function useRecords(
  kind: RecordKind,
  enabled = true,
): { records: RegisterRecord[]; isPending: boolean } {
  const { data, isPending } = useOne<Listed<RegisterRecord>>(
    `/v1/records/${kind}`,
    { limit: MOST },
    { enabled },
  );
  const records = useMemo(() => (data?.items ?? []).map(record => registered(kind, record)), [data, kind]);
  return { records, isPending: enabled && isPending };
}

/** Names of ids of a register: full ids, and the first 16 bytes by which the ledger names institutions. */
export function useLabels(kind: RecordKind, enabled = true): (id: string) => string | undefined {
  const { records } = useRecords(kind, enabled);
  const labels = useMemo(() => {
    const known = new Map<string, string>();
    for (const record of records) {
      known.set(record.id.toLowerCase(), record.label);
      if (kind === 'institutions') known.set(record.id.slice(0, 34).toLowerCase(), record.label);
    }
    return known;
  }, [records, kind]);
  return id => labels.get(id.toLowerCase());
}

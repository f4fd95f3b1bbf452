import type { HistoryEvent, RecordKind, RegisterRecord } from '../api/types';

export type { RecordKind, RegisterRecord } from '../api/types';

/** The registers, in the order in which they are shown. */
export const KINDS: readonly RecordKind[] = [
  'institutions',
  'membership-applications',
  'accounts',
  'nodes',
  'services',
  'subchains',
  'applications',
  'business-contracts',
  'pipelines',
  'alliances',
  'data-sets',
  'governance-contracts',
];

/** Whether there is such a register. */
export function isKind(text: string | undefined): text is RecordKind {
  return (KINDS as readonly string[]).includes(text ?? '');
}

/** The field as text; empty where the record has none. */
export function textOf(record: RegisterRecord, field: string): string {
  const value = record[field];
  return value === undefined || value === null ? '' : String(value);
}

/** What the server calls the kind that a record has on the chain, beside the register that it is in. */
const OWN_KINDS = ['chainKind', 'nodeKind', 'serviceKind', 'adapter'];

/**
 * The record with its register as `kind`. Nodes, services and subchains have a kind of their own on the chain:
 * here that is always `chainKind`.
 */
export function registered(kind: RecordKind, record: RegisterRecord): RegisterRecord {
  const name = OWN_KINDS.find(each => record[each] !== undefined);
  const own = name === undefined ? (isKind(record.kind) ? undefined : record.kind) : record[name];
  const rest: RegisterRecord = { ...record, kind };
  if (name !== undefined && name !== 'chainKind') delete rest[name];
  return own === undefined ? rest : { ...rest, chainKind: own };
}

const isNobody = (id: unknown) => /^(0x0*)?$/.test(String(id ?? ''));

/** What an alliance offers now, and to whom; whoever becomes its lead has offered nothing yet. */
function offersOf(alliance: RegisterRecord, newestFirst: readonly HistoryEvent[]): Partial<RegisterRecord> {
  const latest = (change: string) => {
    const last = newestFirst.find(
      ({ type, data }) =>
        type === 'AllianceChanged' &&
        (data.change === change || (data.change === 'ROLE_CHANGED' && data.subject === alliance.lead)),
    );
    return last?.data.change === change && !isNobody(last.data.subject) ? last.data.subject : undefined;
  };
  const [lead, into] = [latest('LEAD_OFFERED'), latest('MERGE_OFFERED')];
  return {
    ...(lead === undefined ? {} : { leadOfferedTo: lead }),
    ...(into === undefined ? {} : { mergeOfferedTo: into }),
  };
}

/** What only the history tells: to whom a subchain or the lead of an alliance is offered, who proposed an amendment. */
export function enriched(record: RegisterRecord, history: readonly HistoryEvent[]): RegisterRecord {
  const newestFirst = [...history].sort((one, other) => other.number - one.number);
  if (record.kind === 'subchains') {
    const last = newestFirst.find(
      event => event.type === 'SubchainOffered' || event.type === 'SubchainTransferred',
    );
    const to = last?.data.to;
    return last?.type === 'SubchainOffered' && !isNobody(to) ? { ...record, offeredTo: String(to) } : record;
  }
  if (record.kind === 'alliances') return { ...record, ...offersOf(record, newestFirst) };
  const amendment = record.amendment as { number?: number } | undefined;
  if (record.kind === 'pipelines' && amendment?.number !== undefined) {
    const proposed = newestFirst.find(
      event => event.type === 'PipelineAmendmentProposed' && event.data.number === amendment.number,
    );
    return { ...record, amendment: { number: amendment.number, by: String(proposed?.data.by ?? '') } };
  }
  return record;
}

/** Where the page of something is. */
export function pathOf(kind: string, id: string): string {
  if (kind === 'pipelines') return `/pipelines/${encodeURIComponent(id)}`;
  if (kind === 'work-orders') return `/orders/${encodeURIComponent(id)}`;
  if (kind === 'transactions') return `/transactions/${encodeURIComponent(id)}`;
  if (isKind(kind)) return `/registers/${kind}/${encodeURIComponent(id)}`;
  return `/audit/log?kind=${encodeURIComponent(kind)}`;
}

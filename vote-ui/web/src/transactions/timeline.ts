import type { TimelineEntry, TransactionDetail, TransactionStep } from '../api/types';
import type { EventData } from '../registers/events/words';

/** A step's stages, in the order in which they are gone through. */
export type StageName = 'executed' | 'verified' | 'undone';

/** Where a stage stands. */
export type StageState = 'waiting' | 'good' | 'bad' | 'skipped';

/** One stage of a step: who had or has to speak, and what came of it. */
export interface Stage {
  readonly name: StageName;
  readonly state: StageState;
  readonly party: { readonly id: string; readonly code?: string | undefined };
  readonly at?: number | undefined;
  readonly digest?: string | undefined;
  readonly transactionHash?: string | undefined;
}

/** One moment of the time line; what is about a step stands in its lane. */
export interface Moment {
  readonly entry: TimelineEntry;
  readonly event: EventData;
  readonly lane: 'whole' | number;
  readonly tone: 'good' | 'bad' | 'plain';
  /** Whether the ledger refused this entry, or an attempt failed and may be repeated. */
  readonly retry: boolean;
}

/** What a transaction waits for: a stage of a step, people, or a vote. */
export interface Awaited {
  readonly what: 'outcome' | 'verdict' | 'undoing' | 'settlement' | 'end';
  readonly step?: number;
  readonly party?: { readonly id: string; readonly code?: string | undefined };
}

/** How it goes, in one word. */
export type Health = 'going' | 'late' | 'undoing' | 'people' | 'settled' | 'undone' | 'resolved';

const BAD_ENTRIES = new Set([
  'FAILED',
  'DISPUTED',
  'COMPENSATION_FAILED',
  'ABORTED',
  'ESCALATED',
  'NOT_EXECUTED',
]);
const GOOD_ENTRIES = new Set(['SUCCEEDED', 'ACCEPTED', 'COMPENSATED', 'RESOLVED']);
const BAD_STATES = new Set(['COMPENSATING', 'ESCALATED']);
const GOOD_STATES = new Set(['SETTLED', 'COMPENSATED', 'RESOLVED']);

/** The entry as the event that it was, so that it is told in the same words as everywhere. */
export function eventOf(transaction: TransactionDetail, entry: TimelineEntry): EventData {
  return {
    type: entry.type,
    data: {
      transaction: transaction.id,
      initiator: entry.institution ?? transaction.initiator,
      deadline: transaction.deadline,
      institution: entry.institution,
      step: entry.step,
      entry: entry.entry,
      status: entry.status,
      digest: entry.digest,
      reason: entry.reason,
      note: entry.reason,
      by: entry.by,
    },
  };
}

function tone(entry: TimelineEntry): Moment['tone'] {
  if (entry.type === 'EntryRejected') return 'bad';
  if (entry.type === 'TransactionStatusChanged') {
    if (GOOD_STATES.has(entry.status ?? '')) return 'good';
    return BAD_STATES.has(entry.status ?? '') ? 'bad' : 'plain';
  }
  if (BAD_ENTRIES.has(entry.entry ?? '')) return 'bad';
  return GOOD_ENTRIES.has(entry.entry ?? '') || entry.type === 'TransactionResolved' ? 'good' : 'plain';
}

/** Every moment in the order of the chain: by block, and as the server lists them within one. */
export function moments(transaction: TransactionDetail): Moment[] {
  return transaction.timeline
    .map((entry, place) => ({ entry, place }))
    .sort((one, other) => one.entry.block - other.entry.block || one.place - other.place)
    .map(({ entry }) => ({
      entry,
      event: eventOf(transaction, entry),
      lane: entry.step ?? 'whole',
      tone: tone(entry),
      retry: entry.type === 'EntryRejected' || entry.entry === 'COMPENSATION_FAILED',
    }));
}

const last = (
  timeline: readonly TimelineEntry[],
  step: number,
  ...entries: string[]
): TimelineEntry | undefined =>
  timeline
    .filter(each => each.type === 'StepReported' && each.step === step && entries.includes(each.entry ?? ''))
    .at(-1);

/** The stages of a step with who speaks in each: execution, verification, and undoing where it came to that. */
export function stages(transaction: TransactionDetail, step: TransactionStep): Stage[] {
  const of = (...entries: string[]) => last(transaction.timeline, step.index, ...entries);
  const told = (entry: TimelineEntry | undefined, at: number | undefined, digest?: string) => ({
    at: at ?? entry?.time,
    digest: [digest, entry?.digest].find(each => each && !/^0x0*$/.test(each)),
    transactionHash: entry?.transactionHash,
  });
  const outcome = of('SUCCEEDED', 'FAILED', 'NOT_EXECUTED');
  const verdict = of('ACCEPTED', 'DISPUTED');
  const undone = of('COMPENSATED', 'COMPENSATION_FAILED');
  // The ledger takes verdicts only while the transaction is open, and outcomes until it is with people.
  const { status } = transaction;
  const ended = GOOD_STATES.has(status);
  const all: Stage[] = [
    {
      name: 'executed',
      state:
        step.outcome === 'PENDING'
          ? ended || status === 'ESCALATED'
            ? 'skipped'
            : 'waiting'
          : step.outcome === 'SUCCEEDED'
            ? 'good'
            : 'bad',
      party: step.responsible,
      ...told(outcome, step.outcomeAt, step.outcomeDigest),
    },
  ];
  if (step.outcome === 'SUCCEEDED' || step.verdict !== 'NONE') {
    all.push({
      name: 'verified',
      state:
        step.verdict === 'NONE'
          ? status !== 'OPEN'
            ? 'skipped'
            : 'waiting'
          : step.verdict === 'ACCEPTED'
            ? 'good'
            : 'bad',
      party: step.verifier,
      ...told(verdict, step.verdictAt),
    });
  }
  if (step.compensation !== 'NONE' || mustUndo(transaction, step)) {
    all.push({
      name: 'undone',
      state:
        step.compensation === 'NONE'
          ? ended
            ? 'skipped'
            : 'waiting'
          : step.compensation === 'COMPENSATED'
            ? 'good'
            : 'bad',
      party: step.responsible,
      ...told(undone, step.compensationAt),
    });
  }
  return all;
}

const mustUndo = (transaction: TransactionDetail, step: TransactionStep): boolean =>
  (transaction.status === 'COMPENSATING' || transaction.status === 'ESCALATED') &&
  step.write &&
  step.outcome === 'SUCCEEDED' &&
  step.compensation !== 'COMPENSATED';

/** What the transaction waits for now, and from whom; nothing when it has ended. */
export function awaited(transaction: TransactionDetail): Awaited[] {
  if (GOOD_STATES.has(transaction.status)) return [];
  if (transaction.status === 'ESCALATED') {
    const undoing = transaction.steps
      .filter(step => mustUndo(transaction, step))
      .map(step => ({ what: 'undoing' as const, step: step.index, party: step.responsible }));
    return [...undoing, { what: 'settlement' }];
  }
  const open = transaction.steps.flatMap<Awaited>(step => {
    if (transaction.status === 'COMPENSATING') {
      if (step.outcome === 'PENDING') return [{ what: 'outcome', step: step.index, party: step.responsible }];
      return mustUndo(transaction, step)
        ? [{ what: 'undoing', step: step.index, party: step.responsible }]
        : [];
    }
    if (step.outcome === 'PENDING') return [{ what: 'outcome', step: step.index, party: step.responsible }];
    if (step.outcome === 'SUCCEEDED' && step.verdict === 'NONE') {
      return [{ what: 'verdict', step: step.index, party: step.verifier }];
    }
    return [];
  });
  return open.length > 0 ? open : [{ what: 'end' }];
}

/** How the transaction goes, by the chain's clock. */
export function health(transaction: TransactionDetail, now: number): Health {
  switch (transaction.status) {
    case 'SETTLED':
      return 'settled';
    case 'COMPENSATED':
      return 'undone';
    case 'RESOLVED':
      return 'resolved';
    case 'ESCALATED':
      return 'people';
    case 'COMPENSATING':
      return 'undoing';
    default:
      return transaction.deadlinePassed || now > transaction.deadline ? 'late' : 'going';
  }
}

/** All institutions that take part, the initiator first. */
export function parties(transaction: TransactionDetail): { id: string; code?: string | undefined }[] {
  const all = new Map<string, { id: string; code?: string | undefined }>();
  all.set(transaction.initiator, { id: transaction.initiator, code: transaction.initiatorCode });
  for (const step of transaction.steps) {
    for (const party of [step.responsible, step.verifier]) if (!all.has(party.id)) all.set(party.id, party);
  }
  return [...all.values()];
}

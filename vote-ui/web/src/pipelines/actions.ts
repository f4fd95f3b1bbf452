import type { RegisterRecord } from '../registers/kinds';
import { anybody, hasStatus, type Action, type ByOrder } from '../registers/actions/action';
import { may, partiesOf, type Actor } from '../registers/actions/rules';
import { ZERO_WORD } from './constraint';

const end = (pipeline: RegisterRecord, side: 'source' | 'target') =>
  (pipeline[side] as { institution?: string } | undefined)?.institution ?? '';

/** The version that was proposed last and not yet accepted. */
export interface Amendment {
  readonly number: number;
  /** Id of the institution that proposed it. */
  readonly by: string;
}

/** The open amendment of a pipeline, where its record tells of one. */
export function amendmentOf(pipeline: RegisterRecord): Amendment | undefined {
  const given = pipeline.amendment as Partial<Amendment> | undefined;
  return given?.number ? { number: Number(given.number), by: String(given.by ?? '') } : undefined;
}

const foreign = (pipeline: RegisterRecord, actor: Actor | undefined) => {
  const amendment = amendmentOf(pipeline);
  return amendment !== undefined && amendment.by !== actor?.institution;
};

/**
 * The constraint of the terms that the page has shown, which it puts into the record: whoever says yes says it to these. Without
 * one the chain refuses.
 */
const shownConstraint = (pipeline: RegisterRecord): string => String(pipeline.shownConstraint ?? ZERO_WORD);

const call = (fn: string, ...args: unknown[]) => ({ contract: 'Pipelines', fn, args });

function ofParties(name: string, fn: string, statuses: readonly string[], final = false): Action {
  return {
    name,
    kind: 'pipelines',
    audience: 'OPERATOR',
    owners: partiesOf,
    when: hasStatus(...statuses),
    fields: [],
    final,
    call: (_, record) => call(fn, record.id),
  };
}

/** What operators of the two sides do with a pipeline, besides requesting and amending it, which have forms of their own. */
export const PIPELINE_ACTIONS: readonly Action[] = [
  {
    ...ofParties('authorisePipeline', 'authorise', ['REQUESTED']),
    owners: pipeline => [end(pipeline, 'target')],
    call: (_, pipeline) => call('authorise', pipeline.id, shownConstraint(pipeline)),
  },
  {
    ...ofParties('acceptAmendment', 'acceptAmendment', ['ACTIVE', 'SUSPENDED']),
    when: (pipeline, actor) => hasStatus('ACTIVE', 'SUSPENDED')(pipeline) && foreign(pipeline, actor),
    call: (_, pipeline) =>
      call('acceptAmendment', pipeline.id, amendmentOf(pipeline)?.number ?? 0, shownConstraint(pipeline)),
  },
  ofParties('suspendPipeline', 'suspend', ['ACTIVE', 'SUSPENDED']),
  ofParties('resumePipeline', 'resume', ['SUSPENDED']),
  ofParties('closePipeline', 'close', ['REQUESTED', 'ACTIVE', 'SUSPENDED', 'FROZEN'], true),
  {
    name: 'refreshPipeline',
    kind: 'pipelines',
    audience: 'PUBLIC',
    owners: anybody,
    when: hasStatus('ACTIVE'),
    fields: [],
    call: (_, pipeline) => call('refresh', Number(pipeline.number)),
  },
];

export const PIPELINE_ORDERS: readonly ByOrder[] = [
  {
    order: 'Pipelines.freeze',
    kind: 'pipelines',
    when: hasStatus('REQUESTED', 'ACTIVE', 'SUSPENDED'),
    values: pipeline => ({ pipeline: pipeline.id }),
  },
  {
    order: 'Pipelines.unfreeze',
    kind: 'pipelines',
    when: hasStatus('FROZEN'),
    values: pipeline => ({ pipeline: pipeline.id }),
  },
];

/** Whether the actor may propose other ends or terms. */
export function mayAmend(pipeline: RegisterRecord, actor: Actor | undefined): boolean {
  return hasStatus('ACTIVE', 'SUSPENDED')(pipeline) && may(actor, 'OPERATOR', partiesOf(pipeline)).may;
}

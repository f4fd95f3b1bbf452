import type { HistoryEvent, Listed } from '../../api/types';
import { get } from '../../api/client';
import { keyOf } from './permissions';

/** As many as the server gives at once, and so many times: changes of rules are rare. */
const PAGE = 200;
const PAGES = 10;

/** When a rule changed last, and by which order. */
export interface Change {
  readonly event: HistoryEvent;
  /** Undefined where no order was executed in its transaction, as far as the index knows. */
  readonly order: string | undefined;
}

/** What changed last, by what it is of: a function's caller or majority, or the periods. */
export interface Changes {
  readonly roles: ReadonlyMap<string, Change>;
  readonly policies: ReadonlyMap<string, Change>;
  readonly periods: Change | undefined;
}

/** All events of a type, newest first. */
async function eventsOf(type: string, signal: AbortSignal): Promise<HistoryEvent[]> {
  const all: HistoryEvent[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await get<Listed<HistoryEvent>>(
      '/v1/events/history',
      { type, limit: PAGE, cursor },
      signal,
    );
    all.push(...answer.items);
    cursor = answer.cursor;
    if (cursor === undefined) return all;
  }
  return all;
}

/** The newest of each call. */
export function newest(events: readonly HistoryEvent[]): Map<string, HistoryEvent> {
  const found = new Map<string, HistoryEvent>();
  for (const event of events) {
    const key = keyOf(String(event.data.target), String(event.data.selector));
    const known = found.get(key);
    if (known === undefined || known.number < event.number) found.set(key, event);
  }
  return found;
}

/** The order that was executed in the event's transaction. */
async function orderOf(event: HistoryEvent, signal: AbortSignal): Promise<string | undefined> {
  const { items } = await get<Listed<HistoryEvent>>(
    '/v1/events/history',
    { type: 'WorkOrderExecuted', from: event.time, to: event.time, limit: PAGE },
    signal,
  );
  const executed = items.find(each => each.transactionHash === event.transactionHash);
  return executed && String(executed.data.workOrder);
}

/** What the console's index knows of changes since the founding. */
export async function readChanges(signal: AbortSignal): Promise<Changes> {
  const [roles, policies, periods] = await Promise.all(
    ['FunctionRoleChanged', 'PolicyChanged', 'PeriodsChanged'].map(type => eventsOf(type, signal)),
  );
  const orders = new Map<string, Promise<string | undefined>>();
  const withOrder = async (event: HistoryEvent): Promise<Change> => {
    const order = orders.get(event.transactionHash) ?? orderOf(event, signal);
    orders.set(event.transactionHash, order);
    return { event, order: await order };
  };
  const all = async (events: readonly HistoryEvent[] = []): Promise<Map<string, Change>> =>
    new Map(
      await Promise.all(
        [...newest(events)].map(async ([key, event]) => [key, await withOrder(event)] as const),
      ),
    );
  const [last] = periods ?? [];
  return {
    roles: await all(roles),
    policies: await all(policies),
    periods: last && (await withOrder(last)),
  };
}

import { toQuantity } from 'ethers';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { blocksOf } from '../chain/proposal';
import { read } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import type { Order } from './reading';

/** Nodes and servers answer for the logs of so many blocks at once. */
const MOST_BLOCKS = 50_000;

/**
 * The last moment to carry an order out. The contract keeps the period that held when the order was opened and shows it nowhere, and a
 * later order may have changed it: so it is read as of then, or there is no change since that the node could tell of.
 *
 * @returns undefined where that cannot be known; never a moment that may be wrong
 */
export async function graceEnd(rpc: Rpc, { snapshot, deadline }: Order): Promise<number | undefined> {
  const { from, to, latest } = await blocksOf(rpc, snapshot);
  const period = (await heldAt(rpc, from, to)) ?? (await heldSince(rpc, from, latest));
  return period === undefined ? undefined : deadline + Number(period);
}

/** The period before and after the blocks of the order's second; where these differ it is not plain which one the order got. */
async function heldAt(rpc: Rpc, from: number, to: number): Promise<bigint | undefined> {
  const at = (block: number) => read<bigint>(rpc, 'WorkOrders', 'gracePeriod', [], block);
  try {
    const [before, after] = await Promise.all([at(Math.max(0, from - 1)), at(to)]);
    return before === after ? after : undefined;
  } catch {
    // Nodes drop the state of old blocks.
    return undefined;
  }
}

/** The present period, where none was set since the order was opened. */
async function heldSince(rpc: Rpc, from: number, latest: number): Promise<bigint | undefined> {
  if (latest - from >= MOST_BLOCKS) return undefined;
  const changes = (await rpc.send('eth_getLogs', [
    {
      address: ADDRESSES.WorkOrders,
      topics: [interfaceOf('WorkOrders').getEvent('PeriodsChanged')?.topicHash],
      fromBlock: toQuantity(from),
      toBlock: toQuantity(latest),
    },
  ])) as unknown[];
  return changes.length === 0 ? read<bigint>(rpc, 'WorkOrders', 'gracePeriod') : undefined;
}

import { AbiCoder, id as keccakText, keccak256, toBeHex, toQuantity } from 'ethers';
import { ADDRESSES, interfaceOf } from './contracts';
import { block } from './reads';
import type { Rpc } from './rpc';
import type { Call } from './words/describe';

/** What a work order was proposed with; together it makes the work order's id. */
export interface Proposal {
  targets: string[];
  values: bigint[];
  calldatas: string[];
  description: string;
}

/** The Governor's id of a proposal: nothing in it can change without changing the id. */
export function workOrderId({ targets, values, calldatas, description }: Proposal): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ['address[]', 'uint256[]', 'bytes[]', 'bytes32'],
      [targets, values, calldatas, keccakText(description)],
    ),
  );
}

export function callsOf({ targets, values, calldatas }: Proposal): Call[] {
  return calldatas.map((data, at) => ({
    to: (targets[at] ?? '').toLowerCase(),
    data,
    value: values[at] ?? 0n,
  }));
}

/** A proposal of calls that move no money, which is all that can be carried out. */
export function proposalOf(calls: Call[], description: string): Proposal {
  return {
    targets: calls.map(({ to }) => to),
    values: calls.map(() => 0n),
    calldatas: calls.map(({ data }) => data),
    description,
  };
}

/** What the chain tells about a proposal is not what its id commits to: nobody may vote on that. */
export class ProposalMismatch extends Error {
  override readonly name = 'ProposalMismatch';

  constructor(
    readonly actual: string,
    readonly expected: string,
  ) {
    super(`work order ${expected}: what was read as its content has the id ${actual}`);
  }
}

interface Log {
  address: string;
  data: string;
  topics: string[];
}

/**
 * The proposal of a work order, from its creation event, with its id recomputed here. The event cannot be looked up by the work
 * order, but it was emitted in a block of the snapshot's second.
 *
 * @returns undefined when the node does not have the event
 * @throws ProposalMismatch when what the node tells is not what the id commits to
 */
export async function proposalOnChain(
  rpc: Rpc,
  order: string,
  snapshot: number,
): Promise<Proposal | undefined> {
  const { from, to } = await blocksOf(rpc, snapshot);
  const abi = interfaceOf('WorkOrders');
  const topic = abi.getEvent('ProposalCreated')?.topicHash;
  const logs = (await rpc.send('eth_getLogs', [
    { address: ADDRESSES.WorkOrders, topics: [topic], fromBlock: toQuantity(from), toBlock: toQuantity(to) },
  ])) as Log[];
  for (const log of logs) {
    const found = abi.parseLog(log)?.args;
    if (!found || toBeHex(found.proposalId as bigint, 32) !== order.toLowerCase()) continue;
    const proposal: Proposal = {
      targets: [...(found.targets as string[])],
      values: [...(found.getValue('values') as bigint[])],
      calldatas: [...(found.calldatas as string[])],
      description: found.description as string,
    };
    const actual = workOrderId(proposal);
    if (actual !== order.toLowerCase()) throw new ProposalMismatch(actual, order);
    return proposal;
  }
  return undefined;
}

/** The first and last block of a second in which a work order was opened, and the latest one. */
export async function blocksOf(
  rpc: Rpc,
  second: number,
): Promise<{ from: number; to: number; latest: number }> {
  const { number: latest } = await block(rpc, 'latest');
  const from = await firstFrom(rpc, second, latest);
  const to = Math.max(from, (await firstFrom(rpc, second + 1, latest)) - 1);
  return { from, to, latest };
}

/** The first block whose time is not before `time`; one past the latest when there is none. */
async function firstFrom(rpc: Rpc, time: number, latest: number): Promise<number> {
  let low = 0;
  let high = latest + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await block(rpc, middle)).time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

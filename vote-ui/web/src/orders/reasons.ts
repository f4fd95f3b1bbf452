import { toBeHex } from 'ethers';
import type { VoteName, WorkOrderVote } from '../api/types';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { read } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import type { Receipt as Landed } from '../chain/send';
import { VOTES } from './reading';

interface Receipt {
  logs: { address: string; topics: string[]; data: string }[];
}

export interface Reason {
  vote: VoteName;
  voter: string;
  reason: string;
}

/** The reasons of votes, from the transactions' receipts: the server only says which transactions to look at. */
export async function verifyReasons(
  rpc: Rpc,
  order: string,
  indexed: WorkOrderVote[],
): Promise<Map<string, Reason>> {
  const abi = interfaceOf('WorkOrders');
  const hashes = [...new Set(indexed.flatMap(({ transactionHash }) => transactionHash ?? []))];
  const receipts = await Promise.all(
    hashes.map(hash => rpc.send('eth_getTransactionReceipt', [hash]) as Promise<Receipt | null>),
  );
  const reasons = new Map<string, Reason>();
  for (const log of receipts.flatMap(receipt => receipt?.logs ?? [])) {
    if (log.address.toLowerCase() !== ADDRESSES.WorkOrders) continue;
    const cast = abi.parseLog(log);
    if (!cast?.name.startsWith('VoteCast') || toBeHex(cast.args.proposalId as bigint, 32) !== order) continue;
    const voter = String(cast.args.voter);
    const vote = VOTES[Number(cast.args.support)];
    const institution = await read<string>(rpc, 'Accounts', 'institutionOf', [voter]);
    if (vote) reasons.set(institution, { vote, voter, reason: String(cast.args.reason) });
  }
  return reasons;
}

/** Whether a transaction that succeeded has cast this very vote. */
export function tellsOf({ succeeded, logs }: Landed, order: string, voter: string, support: number): boolean {
  const abi = interfaceOf('WorkOrders');
  const cast = logs
    .filter(log => log.address.toLowerCase() === ADDRESSES.WorkOrders)
    .map(log => abi.parseLog(log))
    .filter(log => log?.name.startsWith('VoteCast') === true);
  return (
    succeeded &&
    cast.some(
      log =>
        log !== null &&
        toBeHex(log.args.proposalId as bigint, 32) === order &&
        String(log.args.voter).toLowerCase() === voter.toLowerCase() &&
        Number(log.args.support) === support,
    )
  );
}

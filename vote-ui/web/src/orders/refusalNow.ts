import { ADDRESSES } from '../chain/contracts';
import { refusalOf, type Refusal } from '../chain/errors';
import { RpcError, type Rpc } from '../chain/rpc';
import type { Call } from '../chain/words/describe';

/** Needs the time when the vote began, which only an order that is carried out has. */
const NEEDS_A_VOTE = 'ChangedSinceVote';
const REVERTED = 3;

/**
 * Tries a change as it would be carried out, without anything being sent: by the contract that executes orders. Only the first of an
 * order can be tried alone, the others may build on it.
 *
 * @returns why its contract would refuse it now; undefined when it would not
 */
export async function refusalNow(rpc: Rpc, { to, data }: Call): Promise<Refusal | undefined> {
  try {
    await rpc.send('eth_call', [{ from: ADDRESSES.WorkOrders, to, data }, 'latest']);
    return undefined;
  } catch (failure) {
    if (!(failure instanceof RpcError)) throw failure;
    const hasReason = /^0x([0-9a-f]{2})*$/i.test(failure.data ?? 'none');
    if (failure.code !== REVERTED && !hasReason) throw failure;
    const refusal = refusalOf(failure);
    return refusal.error === NEEDS_A_VOTE ? undefined : refusal;
  }
}

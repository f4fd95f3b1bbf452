import { readAll } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import { useChain } from '../chain/useRpc';
import type { Awaiting } from '../parts/Awaited';
import type { RegisterRecord } from '../registers/kinds';
import { SUITES } from '../registers/possession/possession';
import { ordinal, TERMS } from '../registers/terms';
import type { HeldKey } from './checklist';

const STATUSES = Object.keys(TERMS.KeyStatus);

async function keysOf(rpc: Rpc, account: string): Promise<HeldKey[]> {
  const all = await Promise.all(
    SUITES.map(suite =>
      readAll<{ status: bigint }>(rpc, 'ProtocolKeys', 'protocolKeys', account, ordinal('Suite', suite)),
    ),
  );
  return all.flat().map(({ status }) => ({ account, status: STATUSES[Number(status)] ?? '' }));
}

/** The protocol keys of these accounts, as the chain has them: lists of the register leave them out. */
export function useProtocolKeys(
  accounts: readonly RegisterRecord[],
): Awaiting & { readonly keys: readonly HeldKey[] } {
  const ids = accounts.filter(each => each.status === 'ACTIVE').map(each => each.id);
  const { data, isPending, error, refetch } = useChain(
    ['held-keys', ...ids],
    async rpc => (await Promise.all(ids.map(id => keysOf(rpc, id)))).flat(),
    { enabled: ids.length > 0 },
  );
  return { keys: data ?? [], isPending: ids.length > 0 && isPending, error, refetch };
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNetwork } from '../api/hooks';
import { FROM_CHAIN } from '../api/queries';
import { useIdentity } from '../identity/IdentityProvider';
import { WalletSigner } from '../identity/wallet';
import { useSettings } from '../shell/settings';
import { HttpRpc, type Rpc } from './rpc';
import { compared, type NetworkIdentity, type Place } from './sameNetwork';

const server = new HttpRpc('/v1/rpc');
let own = { url: '', rpc: server };

/** All that is asked in one moment goes to an own node in one batch, and is compared once. */
function ownNode(url: string): Rpc {
  if (own.url !== url) own = { url, rpc: new HttpRpc(url) };
  return own.rpc;
}

export interface Reading {
  rpc: Rpc;
  /** Where it really reads: the wallet only when it is on this network, an own node only when one is set. */
  source: Place;
  /** The same with the node's address: what one node said is not taken for what another says. */
  place: string;
  /** Whether there is already something that its network can be compared to. */
  known: boolean;
}

/** The node that the page reads the chain from; it answers only when it is of this console's network. */
export function useReading(): Reading {
  const { readingSource, nodeUrl } = useSettings();
  const { signer } = useIdentity();
  const { data: network } = useNetwork();
  const { chainId, genesis } = network ?? {};
  return useMemo<Reading>(() => {
    const identity: NetworkIdentity | undefined =
      chainId !== undefined && genesis !== undefined ? { chainId, genesis } : undefined;
    const from = (source: Place, rpc: Rpc, place: string = source): Reading => {
      return { rpc: compared(rpc, source, identity), source, place, known: identity !== undefined };
    };
    if (readingSource === 'node' && nodeUrl) return from('node', ownNode(nodeUrl), `node ${nodeUrl}`);
    const wallet = signer instanceof WalletSigner && signer.chainId === chainId ? signer : undefined;
    if (readingSource === 'auto' && wallet) return from('wallet', wallet.rpc);
    // Which network it is of says the console as well: who reads through it does not wait for that.
    return identity
      ? from('server', server)
      : { rpc: server, source: 'server', place: 'server', known: true };
  }, [readingSource, nodeUrl, signer, chainId, genesis]);
}

/** Something read from the chain itself; read again when something happens there. */
export function useChain<T>(
  key: unknown[],
  fetch: (rpc: Rpc) => Promise<T>,
  options: { enabled?: boolean; staleTime?: number } = {},
): UseQueryResult<T> {
  const { rpc, place, known } = useReading();
  return useQuery<T>({
    queryKey: [FROM_CHAIN, place, ...key],
    queryFn: () => fetch(rpc),
    enabled: known && (options.enabled ?? true),
    staleTime: options.staleTime ?? 3_000,
  });
}

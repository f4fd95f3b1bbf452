import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNetwork } from '../api/hooks';
import { FROM_CHAIN } from '../api/queries';
import { useIdentity } from '../identity/IdentityProvider';
import { WalletSigner } from '../identity/wallet';
import { useSettings } from '../shell/settings';
import { HttpRpc, type Rpc } from './rpc';

const server = new HttpRpc('/v1/rpc');

export interface Reading {
  rpc: Rpc;
  /** Where it really reads: the wallet only when it is on this network, an own node only when one is set. */
  source: 'server' | 'node' | 'wallet';
  /** The same with the node's address: what one node said is not taken for what another says. */
  place: string;
}

/** The node that the page reads the chain from. */
export function useReading(): Reading {
  const { readingSource, nodeUrl } = useSettings();
  const { signer } = useIdentity();
  const { data: network } = useNetwork();
  const chainId = network?.chainId;
  return useMemo<Reading>(() => {
    if (readingSource === 'node' && nodeUrl) {
      return { rpc: new HttpRpc(nodeUrl), source: 'node', place: `node ${nodeUrl}` };
    }
    const wallet = signer instanceof WalletSigner && signer.chainId === chainId ? signer : undefined;
    if (readingSource === 'auto' && wallet) return { rpc: wallet.rpc, source: 'wallet', place: 'wallet' };
    return { rpc: server, source: 'server', place: 'server' };
  }, [readingSource, nodeUrl, signer, chainId]);
}

/** Something read from the chain itself; read again when something happens there. */
export function useChain<T>(
  key: unknown[],
  fetch: (rpc: Rpc) => Promise<T>,
  options: { enabled?: boolean; staleTime?: number } = {},
): UseQueryResult<T> {
  const { rpc, place } = useReading();
  return useQuery<T>({
    queryKey: [FROM_CHAIN, place, ...key],
    queryFn: () => fetch(rpc),
    enabled: options.enabled ?? true,
    staleTime: options.staleTime ?? 3_000,
  });
}

import type { Network } from '../api/types';
import type { Rpc } from './rpc';

/** What tells a network from all others: two can have one chain id, and what is signed by account counts by that id alone. */
export type NetworkIdentity = Pick<Network, 'chainId' | 'genesis'>;

/** Where the page reads from, or signs by. */
export type Place = 'server' | 'node' | 'wallet';

/** What answers there is another network, with the same chain id or another. Nothing is to be read from it, nor signed by it. */
export class OtherNetwork extends Error {
  override readonly name = 'OtherNetwork';

  constructor(
    readonly place: Place,
    readonly actual: string,
    readonly expected: NetworkIdentity,
  ) {
    super(`${place}: the first block is ${actual}, expected ${expected.genesis}`);
  }
}

/** It is not known yet which network this console is of, so that nothing can be compared to it. */
export class NetworkUnknown extends Error {
  override readonly name = 'NetworkUnknown';
}

/** Compares block 0, which no two networks share. Throws {@link OtherNetwork}. */
export async function requireSameNetwork(rpc: Rpc, place: Place, expected: NetworkIdentity): Promise<void> {
  const first = (await rpc.send('eth_getBlockByNumber', ['0x0', false])) as { hash?: string } | null;
  const actual = (first?.hash ?? '').toLowerCase();
  if (actual === '' || actual !== expected.genesis.toLowerCase())
    throw new OtherNetwork(place, actual, expected);
}

/** Whoever runs a wallet or a node can put another network behind it at any time, and nobody tells the page. */
const COMPARED_FOR_MS = 10_000;

/** Hands on only what is asked of this console's own network; compares anew every few seconds. */
class SameNetworkRpc implements Rpc {
  private compared: Promise<void> | undefined;
  private comparedAt = 0;

  /** @param expected undefined as long as nobody knows: then nothing is asked */
  constructor(
    private readonly rpc: Rpc,
    private readonly place: Place,
    readonly expected: NetworkIdentity | undefined,
  ) {}

  async send(method: string, parameters: unknown[]): Promise<unknown> {
    await this.compare();
    return this.rpc.send(method, parameters);
  }

  private compare(): Promise<void> {
    if (this.expected === undefined) return Promise.reject(new NetworkUnknown('which network this is'));
    const now = performance.now();
    if (this.compared && now - this.comparedAt < COMPARED_FOR_MS) return this.compared;
    this.comparedAt = now;
    const comparing = requireSameNetwork(this.rpc, this.place, this.expected);
    this.compared = comparing;
    // Neither silence nor another network is remembered: the next question compares again.
    comparing.catch(() => {
      if (this.compared === comparing) this.compared = undefined;
    });
    return comparing;
  }
}

const all = new WeakMap<Rpc, SameNetworkRpc>();

/** The same for whoever reads there, so that it is compared once for all of them. See {@link SameNetworkRpc}. */
export function compared(rpc: Rpc, place: Place, expected: NetworkIdentity | undefined): Rpc {
  const present = all.get(rpc);
  if (present?.expected?.genesis === expected?.genesis && present) return present;
  const next = new SameNetworkRpc(rpc, place, expected);
  all.set(rpc, next);
  return next;
}

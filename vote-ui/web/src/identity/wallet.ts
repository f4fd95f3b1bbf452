import { toQuantity } from 'ethers';
import { refusal, RpcError, RpcUnreachable, type Rpc } from '../chain/rpc';
import { requireSameNetwork, type NetworkIdentity } from '../chain/sameNetwork';
import {
  SignatureRejected,
  WrongNetwork,
  type Signer,
  type TypedData,
  type UnsignedTransaction,
} from './signer';

/** What a wallet puts into the page (EIP-1193). */
export interface Eip1193 {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
  on?(event: string, listener: (...values: unknown[]) => void): void;
  removeListener?(event: string, listener: (...values: unknown[]) => void): void;
}

export interface FoundWallet {
  id: string;
  name: string;
  provider: Eip1193;
}

interface Announcement {
  info: { uuid: string; name: string };
  provider: Eip1193;
}

/** Wallets in this browser: those that announce themselves (EIP-6963), and `window.ethereum` where none does. */
export function watchWallets(found: (wallets: FoundWallet[]) => void): () => void {
  const all = new Map<string, FoundWallet>();
  const tell = () => {
    const injected = (window as { ethereum?: Eip1193 }).ethereum;
    const announced = [...all.values()];
    const known = announced.some(({ provider }) => provider === injected);
    const own = injected && !known && announced.length === 0;
    found(own ? [{ id: 'injected', name: 'window.ethereum', provider: injected }] : announced);
  };
  const take = (event: Event) => {
    const { info, provider } = (event as CustomEvent<Announcement>).detail;
    all.set(info.uuid, { id: info.uuid, name: info.name, provider });
    tell();
  };
  window.addEventListener('eip6963:announceProvider', take);
  window.dispatchEvent(new Event('eip6963:requestProvider'));
  tell();
  return () => window.removeEventListener('eip6963:announceProvider', take);
}

const REJECTED = 4001;
const UNKNOWN_CHAIN = 4902;

/** A wallet as a node: what it is asked, and its errors like a node's. */
export class WalletRpc implements Rpc {
  constructor(private readonly provider: Eip1193) {}

  async send(method: string, params: unknown[]): Promise<unknown> {
    try {
      return await this.provider.request({ method, params });
    } catch (failure) {
      const error = failure as { code?: number | string; message?: string; data?: unknown };
      if (error.code === REJECTED || error.code === 'ACTION_REJECTED')
        throw new SignatureRejected(error.message);
      if (typeof error.code === 'number') throw refusal({ ...error, code: error.code });
      throw new RpcUnreachable(error.message ?? String(failure));
    }
  }
}

/**
 * Asks the wallet for an account. Throws {@link SignatureRejected} when the user says no.
 *
 * @param network this console's, to which the wallet is asked to change over; where it stays on another, it is asked again
 *     before it signs. One that has another network under the same chain id is refused by `OtherNetwork`
 */
export async function connectWallet(
  { name, provider }: FoundWallet,
  network?: NetworkIdentity,
): Promise<WalletSigner> {
  const rpc = new WalletRpc(provider);
  const accounts = (await rpc.send('eth_requestAccounts', [])) as string[];
  const address = accounts[0];
  if (!address) throw new SignatureRejected('the wallet gave no account');
  const signer = new WalletSigner(name, address.toLowerCase(), provider, rpc);
  await signer.settle(network);
  return signer;
}

/** Signs with a key in the user's wallet. */
export class WalletSigner implements Signer {
  readonly kind = 'wallet';
  readonly inMemory = false;
  /** The chain that the wallet's own node is of; the page reads from it only when that is the console's. */
  chainId: number | undefined;
  private changing = false;
  private network: NetworkIdentity | undefined;

  constructor(
    readonly label: string,
    readonly address: string,
    private readonly provider: Eip1193,
    readonly rpc: Rpc,
  ) {}

  async settle(network: NetworkIdentity | undefined): Promise<void> {
    this.network = network;
    try {
      if (network) await this.changeTo(network.chainId);
    } catch (failure) {
      if (!(
        failure instanceof WrongNetwork ||
        failure instanceof SignatureRejected ||
        failure instanceof RpcError
      ))
        throw failure;
    }
    this.chainId = Number(await this.rpc.send('eth_chainId', []));
  }

  async stay(network: NetworkIdentity): Promise<void> {
    this.network = network;
    await this.changeTo(network.chainId);
  }

  async signTypedData({ domain, types, primaryType, message }: TypedData): Promise<string> {
    await this.changeTo(Number(domain.chainId));
    const domainType = [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      ...(domain.verifyingContract ? [{ name: 'verifyingContract', type: 'address' }] : []),
    ];
    const data = { domain, types: { EIP712Domain: domainType, ...types }, primaryType, message };
    return (await this.rpc.send('eth_signTypedData_v4', [this.address, JSON.stringify(data)])) as string;
  }

  async sendTransaction(asked: UnsignedTransaction): Promise<string> {
    await this.changeTo(asked.chainId);
    return (await this.rpc.send('eth_sendTransaction', [
      {
        from: this.address,
        // A wallet that changed networks since it was asked refuses by this.
        chainId: toQuantity(asked.chainId),
        to: asked.to,
        data: asked.data,
        value: '0x0',
        gas: toQuantity(asked.gasLimit),
        gasPrice: toQuantity(asked.gasPrice),
      },
    ])) as string;
  }

  /** Asks the wallet to change over to the network of this console; it may know it already. */
  private async changeTo(chainId: number): Promise<void> {
    this.changing = true;
    try {
      await this.change(chainId);
      // The id is not enough: a wallet sends to whatever network it knows under it.
      if (this.network?.chainId === chainId) await requireSameNetwork(this.rpc, 'wallet', this.network);
    } finally {
      this.changing = false;
    }
  }

  private async change(chainId: number): Promise<void> {
    const actual = Number(await this.rpc.send('eth_chainId', []));
    if (actual === chainId) return;
    try {
      await this.rpc.send('wallet_switchEthereumChain', [{ chainId: toQuantity(chainId) }]);
    } catch (failure) {
      if (failure instanceof SignatureRejected) throw failure;
      if (failure instanceof RpcError && failure.code === UNKNOWN_CHAIN) await this.add(chainId);
      else throw new WrongNetwork(actual, chainId);
    }
    const now = Number(await this.rpc.send('eth_chainId', []));
    this.chainId = now;
    if (now !== chainId) throw new WrongNetwork(now, chainId);
  }

  /** Wallets that never saw this network are told that this console carries its calls. */
  private async add(chainId: number): Promise<void> {
    await this.rpc.send('wallet_addEthereumChain', [
      {
        chainId: toQuantity(chainId),
        chainName: `Govchain ${chainId}`,
        rpcUrls: [`${window.location.origin}/v1/rpc`],
        nativeCurrency: { name: 'Govchain', symbol: 'GOV', decimals: 18 },
      },
    ]);
  }

  forget(): void {
    // The key is the wallet's; there is nothing of it here.
  }

  onChange(listener: () => void): () => void {
    const take = (...values: unknown[]) => {
      const accounts = values[0] as string[];
      if (accounts[0]?.toLowerCase() !== this.address) listener();
    };
    const move = (chainId: unknown) => {
      // Whoever changed the network was this page when it is the one that was asked for.
      const now = Number(chainId);
      if (this.chainId !== undefined && now !== this.chainId && !this.changing) listener();
    };
    this.provider.on?.('accountsChanged', take);
    this.provider.on?.('chainChanged', move);
    return () => {
      this.provider.removeListener?.('accountsChanged', take);
      this.provider.removeListener?.('chainChanged', move);
    };
  }
}

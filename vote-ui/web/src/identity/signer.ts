import type { TypedDataDomain, TypedDataField } from 'ethers';
import type { NetworkIdentity } from '../chain/sameNetwork';

/** EIP-712 data, as it is shown and signed. */
export interface TypedData {
  domain: TypedDataDomain;
  types: Record<string, TypedDataField[]>;
  primaryType: string;
  message: Record<string, unknown>;
}

/** A transaction with everything that decides what it does and costs. */
export interface UnsignedTransaction {
  chainId: number;
  from: string;
  to: string;
  data: string;
  gasLimit: bigint;
  gasPrice: bigint;
  nonce: number;
}

/** Somebody's key, wherever it is. Rejections come as {@link SignatureRejected}. */
export interface Signer {
  readonly kind: 'wallet' | 'keystore';
  readonly address: string;
  /** The wallet's own name, or the keystore file's. */
  readonly label: string;
  /** Whether the key itself is in this page. */
  readonly inMemory: boolean;
  /** To be asked before anything is signed: refuses where it would go to another network than this. */
  stay?(network: NetworkIdentity): Promise<void>;
  signTypedData(data: TypedData): Promise<string>;
  /** Signs and sends; answers the transaction's hash. `send` hands in a signed transaction where the signer cannot. */
  sendTransaction(transaction: UnsignedTransaction, send: (raw: string) => Promise<string>): Promise<string>;
  /** Drops the key. The signer signs nothing afterwards. */
  forget(): void;
  /** Tells when the wallet changes account, so that nobody signs as somebody else; answers how to stop listening. */
  onChange?(listener: () => void): () => void;
}

/** The user said no in her wallet. */
export class SignatureRejected extends Error {
  override readonly name = 'SignatureRejected';
}

/** The wallet is connected to another chain and did not change over. */
export class WrongNetwork extends Error {
  override readonly name = 'WrongNetwork';

  constructor(
    readonly actual: number,
    readonly expected: number,
  ) {
    super(`wallet on chain ${actual}, expected ${expected}`);
  }
}

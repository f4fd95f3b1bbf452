import { isKeystoreJson, keccak256, Transaction, Wallet } from 'ethers';
import type { Signer, TypedData, UnsignedTransaction } from './signer';

/** Why a keystore file could not be opened. */
export class KeystoreFailed extends Error {
  override readonly name = 'KeystoreFailed';

  constructor(readonly reason: 'not-a-keystore' | 'wrong-password' | 'cancelled' | 'other-account') {
    super(`keystore: ${reason}`);
  }
}

/** Larger files are no keystores. */
const LARGEST = 65_536;

/** The address that a keystore file says it is for; undefined when the text is no keystore. */
export function addressIn(text: string): string | undefined {
  if (text.length > LARGEST || !isKeystoreJson(text)) return undefined;
  const { address, ...rest } = JSON.parse(text) as { address?: unknown; crypto?: unknown; Crypto?: unknown };
  if (typeof (rest.crypto ?? rest.Crypto) !== 'object') return undefined;
  return typeof address === 'string' ? `0x${address.toLowerCase().replace(/^0x/, '')}` : '';
}

/**
 * Decrypts a Web3 keystore in the page.
 *
 * @param progress told how far the derivation of the key is, 0 to 1
 * @param cancelled asked in between whether to give up
 */
export async function openKeystore(
  text: string,
  password: string,
  label: string,
  progress: (done: number) => void,
  cancelled: () => boolean,
): Promise<Signer> {
  const expected = addressIn(text);
  if (expected === undefined) throw new KeystoreFailed('not-a-keystore');
  let wallet: Wallet;
  try {
    const opened = await Wallet.fromEncryptedJson(text, password, done => {
      if (cancelled()) throw new KeystoreFailed('cancelled');
      progress(done);
    });
    wallet = new Wallet(opened.privateKey);
  } catch (failure) {
    if (failure instanceof KeystoreFailed) throw failure;
    throw new KeystoreFailed(String(failure).includes('password') ? 'wrong-password' : 'not-a-keystore');
  }
  if (expected && wallet.address.toLowerCase() !== expected) throw new KeystoreFailed('other-account');
  return new KeystoreSigner(wallet, label);
}

/** Signs with a key in this page's memory. */
class KeystoreSigner implements Signer {
  readonly kind = 'keystore';
  readonly inMemory = true;
  readonly address: string;
  private wallet: Wallet | undefined;

  constructor(
    wallet: Wallet,
    readonly label: string,
  ) {
    this.wallet = wallet;
    this.address = wallet.address.toLowerCase();
  }

  async signTypedData({ domain, types, message }: TypedData): Promise<string> {
    return this.key().signTypedData(domain, types, message);
  }

  async sendTransaction(asked: UnsignedTransaction, send: (raw: string) => Promise<string>): Promise<string> {
    const { chainId, to, data, gasLimit, gasPrice, nonce } = asked;
    const transaction = Transaction.from({
      type: 0,
      chainId,
      to,
      data,
      gasLimit,
      gasPrice,
      nonce,
      value: 0n,
    });
    const raw = await this.key().signTransaction(transaction);
    await send(raw);
    // Computed here: whoever was handed it could name another transaction.
    return keccak256(raw);
  }

  forget(): void {
    this.wallet = undefined;
  }

  private key(): Wallet {
    if (!this.wallet) throw new Error('the key was forgotten');
    return this.wallet;
  }
}

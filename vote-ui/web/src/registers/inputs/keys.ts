import { encryptKeystoreJson, Wallet } from 'ethers';
import { download } from './digests';

/** As the proxies and commands make theirs, halved where a browser would be busy for long. */
const SCRYPT = { N: 1 << 17, r: 8, p: 1 };

/** A new key with the encrypted file that holds it. The key itself never leaves the page. */
export interface NewKey {
  readonly wallet: Wallet;
  readonly fileName: string;
  readonly keystore: string;
}

/** Makes a key and encrypts it with the password. */
export async function makeKey(password: string, progress: (done: number) => void): Promise<NewKey> {
  const { privateKey } = Wallet.createRandom();
  const wallet = new Wallet(privateKey);
  const keystore = await encryptKeystoreJson({ address: wallet.address, privateKey }, password, {
    scrypt: SCRYPT,
    progressCallback: progress,
  });
  return { wallet, keystore, fileName: `govchain-${wallet.address.slice(2, 10).toLowerCase()}.json` };
}

/** Hands the encrypted file to the user. */
export function saveKey(key: NewKey): void {
  download(key.fileName, 'application/json', key.keystore);
}

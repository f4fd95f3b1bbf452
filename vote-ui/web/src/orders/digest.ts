import { hexlify, sha256 } from 'ethers';

/** SHA-256 of a file's content, computed in the page. */
export async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers offer their own only on loopback and over TLS.
  if (globalThis.crypto.subtle as SubtleCrypto | undefined) {
    return hexlify(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
  }
  return sha256(content);
}

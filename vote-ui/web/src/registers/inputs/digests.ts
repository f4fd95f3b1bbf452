import { sha256 } from 'ethers';
import { handOver } from '../../parts/handOver';

/** The file holds no certificate. */
export class NotACertificate extends Error {
  override readonly name = 'NotACertificate';
}

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/;
/** An X.509 certificate is a DER sequence with a two-byte length. */
const DER_START = [0x30, 0x82];

/** SHA-256 of a document, as it is put on the chain. */
export const digestOfFile = (bytes: Uint8Array): string => sha256(bytes);

/** SHA-256 of the DER certificate in the file, which is PEM or DER. */
export function certificateFingerprint(bytes: Uint8Array): string {
  const pem = PEM.exec(new TextDecoder().decode(bytes))?.[1];
  const der = pem === undefined ? bytes : fromBase64(pem);
  if (der[0] !== DER_START[0] || der[1] !== DER_START[1]) throw new NotACertificate();
  return sha256(der);
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), letter => letter.charCodeAt(0));
  } catch {
    throw new NotACertificate();
  }
}

/** Hands bytes to the reader's downloads. */
export function download(name: string, type: string, content: BlobPart): void {
  handOver(name, new Blob([content], { type }));
}

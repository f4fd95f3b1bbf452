import { p384 } from '@noble/curves/nist.js';
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import { computeAddress, concat, getBytes, hexlify, recoverAddress, SigningKey } from 'ethers';
import { sm2Point, sm2Verifies } from './sm2';
import type { Suite } from './possession';

/** What a suite's keys and proofs are made of. */
interface Algorithm {
  /** Whether the bytes are a key at all: for a curve, a point of it. */
  readonly isKey: (publicKey: Uint8Array) => boolean;
  /** Whether the key's owner signed these 32 bytes. */
  readonly verifies: (publicKey: Uint8Array, digest: Uint8Array, proof: Uint8Array) => boolean;
}

const uncompressed = (publicKey: Uint8Array): string => concat(['0x04', publicKey]);

/** Whether something can be read at all; libraries throw where it cannot. */
function holds(claim: () => boolean): boolean {
  try {
    return claim();
  } catch {
    return false;
  }
}

/** As the contract recovers it: r, s in its lower half, and 27 or 28. */
function signedOnChain(publicKey: Uint8Array, digest: Uint8Array, proof: Uint8Array): boolean {
  if (proof[64] !== 27 && proof[64] !== 28) return false;
  return recoverAddress(hexlify(digest), hexlify(proof)) === computeAddress(uncompressed(publicKey));
}

const ALGORITHMS: Record<Suite, Algorithm> = {
  SECP256K1: {
    isKey: key => SigningKey.computePublicKey(uncompressed(key)) !== '',
    verifies: signedOnChain,
  },
  SM: { isKey: key => !sm2Point(key).is0(), verifies: sm2Verifies },
  CNSA: {
    isKey: key => p384.utils.isValidPublicKey(getBytes(uncompressed(key)), false),
    verifies: (key, digest, proof) =>
      p384.verify(proof, digest, getBytes(uncompressed(key)), { lowS: false, prehash: true }),
  },
  PQ: { isKey: () => true, verifies: (key, digest, proof) => ml_dsa65.verify(proof, digest, key) },
};

/** Whether the bytes are a key of the suite. */
export const isKey = (suite: Suite, publicKey: string): boolean =>
  holds(() => ALGORITHMS[suite].isKey(getBytes(publicKey)));

/** Whether the proof is the key's own signature of the digest. */
export const verifies = (suite: Suite, publicKey: string, digest: string, proof: string): boolean =>
  holds(() => ALGORITHMS[suite].verifies(getBytes(publicKey), getBytes(digest), getBytes(proof)));

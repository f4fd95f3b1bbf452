import { sha256 } from '@noble/hashes/sha2.js';
import { getBytes, hexlify, TypedDataEncoder } from 'ethers';
import { ADDRESSES } from '../../chain/contracts';
import { hasForm } from '../../parts/commandLine';
import { ordinal } from '../terms';

/** Algorithms that belong together; the order is that of the form. */
export const SUITES = ['SM', 'CNSA', 'PQ', 'SECP256K1'] as const;
export type Suite = (typeof SUITES)[number];

/** Bytes of a public key and of its proof, as the contract demands. */
const LENGTHS: Record<Suite, { readonly publicKey: number; readonly proof: number }> = {
  SM: { publicKey: 64, proof: 64 },
  CNSA: { publicKey: 96, proof: 96 },
  PQ: { publicKey: 1952, proof: 3309 },
  SECP256K1: { publicKey: 64, proof: 65 },
};
/** The longest that the command prints is some 11,000 characters. */
const LONGEST = 40_000;
const HEX = /^0x([0-9a-fA-F]{2})+$/;
const SECRET = /PRIVATE KEY|"ciphertext"/;

/** What `govchain account key prove --json` printed. */
export interface Possession {
  readonly chainId: number;
  readonly account: string;
  readonly suite: Suite;
  readonly version: number;
  readonly publicKey: string;
  readonly proof: string;
}

/** A registered key, as far as it matters for the next one. */
export interface Registered {
  readonly version: number;
  readonly publicKey: string;
}

/** What is wrong with a pasted text; texts are under `is`. */
export type Flaw =
  | { readonly is: 'shape' | 'secret' | 'point' | 'proof' | 'noProof' }
  | { readonly is: 'registered'; readonly version: number }
  | {
      readonly is: 'chain' | 'accountDiffers' | 'version' | 'publicKey' | 'proofLength';
      readonly expected: string;
      readonly actual: string;
    };

/** For whom a proof has to be, and what is registered already. */
export interface Wanted {
  readonly chainId: number;
  readonly account: string;
  readonly registered: (suite: Suite) => Promise<readonly Registered[]>;
}

/** What the form and the command call the suite. */
export const wordOfSuite = (suite: Suite): string => suite.toLowerCase();

/** The number that the next key gets. */
export const nextVersion = (registered: readonly Registered[]): number => registered.length + 1;

/** By what people compare public keys: as `account key new` prints it. */
export const digestOfKey = (publicKey: string): string => hexlify(sha256(getBytes(publicKey)));

/** What is pasted, as far as it has the shape; whether it is true, {@link examined} says. */
export function parsed(text: string): Possession | Flaw {
  if (SECRET.test(text)) return { is: 'secret' };
  try {
    if (text.length > LONGEST) return { is: 'shape' };
    const { chainId, account, suite, version, publicKey, proof } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    const known = SUITES.find(each => wordOfSuite(each) === suite);
    const whole =
      known !== undefined &&
      [chainId, version].every(Number.isSafeInteger) &&
      hasForm('address', String(account)) &&
      [publicKey, proof].every(part => typeof part === 'string' && HEX.test(part));
    if (!whole) return { is: 'shape' };
    return {
      chainId,
      account: String(account).toLowerCase(),
      suite: known,
      version,
      publicKey,
      proof,
    } as Possession;
  } catch {
    return { is: 'shape' };
  }
}

/** What the proof signs, as the contract computes it. */
export function possessionDigest({ chainId, account, suite, version, publicKey }: Possession): string {
  return TypedDataEncoder.hash(
    { name: 'Govchain ProtocolKeys', version: '1', chainId, verifyingContract: ADDRESSES.ProtocolKeys },
    {
      KeyPossession: [
        { name: 'account', type: 'address' },
        { name: 'suite', type: 'uint8' },
        { name: 'version', type: 'uint32' },
        { name: 'publicKey', type: 'bytes' },
      ],
    },
    { account, suite: ordinal('Suite', suite), version, publicKey },
  );
}

const differs = (is: 'chain' | 'accountDiffers' | 'version', expected: unknown, actual: unknown): Flaw[] =>
  expected === actual ? [] : [{ is, expected: String(expected), actual: String(actual) }];

function wrongLength({ suite, publicKey, proof }: Possession): Flaw[] {
  const wrong = (is: 'publicKey' | 'proofLength', hex: string, expected: number): Flaw[] => {
    const actual = getBytes(hex).length;
    return actual === expected ? [] : [{ is, expected: String(expected), actual: String(actual) }];
  };
  const expected = LENGTHS[suite];
  return [
    ...wrong('publicKey', publicKey, expected.publicKey),
    ...wrong('proofLength', proof, expected.proof),
  ];
}

/** What is wrong with the key, or with its proof; undefined where both are good. */
export async function flawOf(given: Possession): Promise<Flaw | undefined> {
  // Curves and lattices are large: loaded when somebody pastes a key.
  const { isKey, verifies } = await import('./algorithms');
  const { suite, publicKey, proof } = given;
  if (!isKey(suite, publicKey)) return { is: 'point' };
  return verifies(suite, publicKey, possessionDigest(given), proof) ? undefined : { is: 'proof' };
}

/**
 * The pasted proof, or the first thing that is wrong with it. The chain cannot check proofs of the suites but one: what is
 * registered with a bad one stays there, and nobody confirms it.
 */
export async function examined(text: string, wanted: Wanted): Promise<Possession | Flaw> {
  const given = parsed(text);
  if ('is' in given) return given;
  const [elsewhere] = [
    ...differs('chain', wanted.chainId, given.chainId),
    ...differs('accountDiffers', wanted.account.toLowerCase(), given.account),
    ...wrongLength(given),
  ];
  if (elsewhere) return elsewhere;
  const before = await wanted.registered(given.suite);
  const known = before.find(each => each.publicKey.toLowerCase() === given.publicKey.toLowerCase());
  if (known) return { is: 'registered', version: known.version };
  const [otherVersion] = differs('version', nextVersion(before), given.version);
  return otherVersion ?? (await flawOf(given)) ?? given;
}

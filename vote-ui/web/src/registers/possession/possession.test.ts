import { describe, expect, it } from 'vitest';
import { JAVA_ENUMS, ordinal } from '../terms';
import { possessionCommands } from './commands';
import {
  examined,
  parsed,
  SUITES,
  wordOfSuite,
  type Registered,
  type Suite,
  type Wanted,
} from './possession';
import vectors from './possessions.json';

type Vector = Record<string, unknown> & { publicKey: string; proof: string };
const vector = (suite: Suite): Vector => vectors[wordOfSuite(suite) as keyof typeof vectors];
const OTHER_ACCOUNT = `0x${'3c'.repeat(20)}`;

/** For whom the vectors are. */
const wanted = (more: Partial<Wanted> = {}, ...registered: Registered[]): Wanted => ({
  chainId: 190_026,
  account: `0x${'2B'.repeat(20)}`,
  registered: () => Promise.resolve(registered),
  ...more,
});
const examine = (text: unknown, by = wanted()) =>
  examined(typeof text === 'string' ? text : JSON.stringify(text), by);

/** With the lowest bit of one byte turned. */
const flipped = (hex: string, byte: number): string => {
  const at = 2 + 2 * byte;
  const changed = Number.parseInt(hex.slice(at, at + 2), 16) ^ 1;
  return hex.slice(0, at) + changed.toString(16).padStart(2, '0') + hex.slice(at + 2);
};
const bytesOf = (hex: string) => hex.length / 2 - 1;

describe.each(SUITES)('proof of a key of suite %s', suite => {
  const given = vector(suite);

  it('is good where the command made it for this account, chain and version', async () => {
    expect(await examine(given)).toEqual({ ...given, suite });
    expect(await examine(JSON.stringify(given, undefined, 2))).toMatchObject({ suite });
  });

  it('is none for another account, chain or version, whatever the text says of itself', async () => {
    const proof = { is: 'proof' };
    expect(await examine({ ...given, account: OTHER_ACCOUNT }, wanted({ account: OTHER_ACCOUNT }))).toEqual(
      proof,
    );
    expect(await examine({ ...given, chainId: 190_027 }, wanted({ chainId: 190_027 }))).toEqual(proof);
    const before = { version: 1, publicKey: `0x${'00'.repeat(64)}` };
    expect(await examine({ ...given, version: 2 }, wanted({}, before))).toEqual(proof);
  });

  it('is none when a byte of it is another', async () => {
    const last = bytesOf(given.proof) - 1;
    for (const byte of [0, Math.floor(last / 2), last]) {
      expect(await examine({ ...given, proof: flipped(given.proof, byte) }), `byte ${byte}`).toEqual({
        is: 'proof',
      });
    }
    const zero = `0x${'00'.repeat(last + 1)}`;
    expect(await examine({ ...given, proof: zero })).toEqual({ is: 'proof' });
  });

  it('says so of a key that is no point of the curve', async () => {
    const publicKey = flipped(given.publicKey, bytesOf(given.publicKey) - 1);

    expect(await examine({ ...given, publicKey })).toEqual({ is: suite === 'PQ' ? 'proof' : 'point' });
  });

  it('counts the bytes of both', async () => {
    const longer = (hex: string) => `${hex}00`;
    const told = (hex: string) => ({ expected: String(bytesOf(hex)), actual: String(bytesOf(hex) + 1) });

    expect(await examine({ ...given, publicKey: longer(given.publicKey) })).toEqual({
      is: 'publicKey',
      ...told(given.publicKey),
    });
    expect(await examine({ ...given, proof: longer(given.proof) })).toEqual({
      is: 'proofLength',
      ...told(given.proof),
    });
  });

  it('says that the key is registered, before it says that the version is old', async () => {
    const publicKey = given.publicKey.toUpperCase().replace('0X', '0x');

    expect(await examine(given, wanted({}, { version: 1, publicKey }))).toEqual({
      is: 'registered',
      version: 1,
    });
  });
});

describe('pasted proof', () => {
  const given = vector('SM');

  it('says for whom it is when it is for others', async () => {
    expect(await examine(given, wanted({ chainId: 1 }))).toEqual({
      is: 'chain',
      expected: '1',
      actual: '190026',
    });
    expect(await examine(given, wanted({ account: OTHER_ACCOUNT }))).toEqual({
      is: 'accountDiffers',
      expected: OTHER_ACCOUNT,
      actual: `0x${'2b'.repeat(20)}`,
    });
    const before = { version: 1, publicKey: `0x${'00'.repeat(64)}` };
    expect(await examine(given, wanted({}, before))).toEqual({ is: 'version', expected: '2', actual: '1' });
  });

  it.each([
    '',
    'proven',
    '[]',
    'null',
    '{"chainId":1}',
    JSON.stringify({ ...vector('SM'), suite: 'none' }),
    JSON.stringify({ ...vector('SM'), suite: 'SM' }),
    JSON.stringify({ ...vector('SM'), version: 1.5 }),
    JSON.stringify({ ...vector('SM'), publicKey: '0x123' }),
    JSON.stringify({ ...vector('SM'), account: '0x12' }),
    JSON.stringify({ ...vector('SM'), more: ' '.repeat(40_000) }),
  ])('has the shape that the command prints, and not %j', async text => {
    expect(await examine(text)).toEqual({ is: 'shape' });
  });

  it('is never a key: whoever pastes one is told', () => {
    expect(parsed('-----BEGIN PRIVATE KEY-----\nMIG...')).toEqual({ is: 'secret' });
    expect(parsed('{"crypto":{"ciphertext":"00"},"version":3}')).toEqual({ is: 'secret' });
  });
});

describe('commands for a key', () => {
  it('make it and prove it where it is, with nothing in them but what has its form', () => {
    const [make, prove] = possessionCommands('PQ', `0x${'2b'.repeat(20)}`, 2, 190_026);

    expect(make).toBe('./govchain account key new --suite pq --key-file pq.key');
    expect(prove).toBe(
      `./govchain account key prove 0x${'2b'.repeat(20)} pq 2 --chain-id 190026 --key-file pq.key --json`,
    );
    expect(possessionCommands('SM', '$(id)', 1, 1).join()).toContain(' prove ACCOUNT sm 1 ');
    expect(possessionCommands('SECP256K1', '', 1, 1).join()).toContain(
      '--account-keystore protocol-key.json',
    );
  });

  it('name suites as the contract numbers them', () => {
    expect(JAVA_ENUMS.Suite).toEqual(['ProtocolKey', 'Suite']);
    expect(SUITES.map(suite => ordinal('Suite', suite)).sort()).toEqual([1, 2, 3, 4]);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TypedDataEncoder, Wallet } from 'ethers';
import { describe, expect, it } from 'vitest';
import { accountConsentData } from '../../chain/typedData';
import {
  agreementData,
  isConsent,
  parseConsent,
  parseNodeConsent,
  signWith,
  type Agreement,
} from './consent';
import { certificateFingerprint, NotACertificate } from './digests';

const KEY = new Wallet(`0x${'0'.repeat(60)}0107`);
const INSTITUTION = `0x${'5'.repeat(64)}`;
const CHAIN = 190_026;
const BELONG: Agreement = { to: 'belong', institution: INSTITUTION, role: 'CROSS_CHAIN' };

describe('consent of an account', () => {
  it('signs what the signing layer, and so the Java client, signs', () => {
    const own = agreementData(CHAIN, KEY.address, BELONG);
    const theirs = accountConsentData(CHAIN, KEY.address, INSTITUTION, 3);
    const hash = (data: typeof own) => TypedDataEncoder.hash(data.domain, data.types, data.message);

    expect(hash(own)).toBe(hash(theirs));
  });

  it('tells the public key from the signature, so that a wallet can consent, too', async () => {
    const consent = await signWith(KEY, CHAIN, BELONG);

    expect(consent.publicKey).toBe(`0x${KEY.signingKey.publicKey.slice(4)}`);
    expect(consent.account).toBe(KEY.address.toLowerCase());
    expect(consent.consent).toMatch(/^0x[0-9a-f]{128}(1b|1c)$/);
  });

  it('holds for its chain, institution and role only', async () => {
    const consent = await signWith(KEY, CHAIN, BELONG);

    expect(isConsent(CHAIN, consent, BELONG)).toBe(true);
    expect(isConsent(1, consent, BELONG)).toBe(false);
    expect(isConsent(CHAIN, consent, { ...BELONG, role: 'GOVERNOR' })).toBe(false);
    expect(isConsent(CHAIN, consent, { to: 'succeed', account: KEY.address })).toBe(false);
    expect(isConsent(CHAIN, { ...consent, consent: '0x12' }, BELONG)).toBe(false);
  });

  it('is read from what was pasted, or not at all', async () => {
    const consent = await signWith(KEY, CHAIN, BELONG);

    expect(parseConsent(JSON.stringify(consent))).toEqual(consent);
    expect(parseConsent('{"account":"0x12"}')).toBeUndefined();
    expect(parseConsent('nothing')).toBeUndefined();
  });

  // `AccountConsentCommandTest` of the command line has the same file: what it prints is what is pasted here.
  it('is what the command prints, field by field', async () => {
    const printed = JSON.parse(readFileSync(resolve(import.meta.dirname, 'consents.json'), 'utf8')) as Record<
      'belonging' | 'succession',
      unknown
    >;
    const succeed: Agreement = { to: 'succeed', account: `0x${'2'.repeat(40)}` };

    for (const [name, agreement] of [
      ['belonging', BELONG],
      ['succession', succeed],
    ] as const) {
      const pasted = parseConsent(JSON.stringify(printed[name]));
      expect(pasted).toEqual(await signWith(KEY, CHAIN, agreement));
      expect(pasted).toEqual(printed[name]);
      expect(isConsent(CHAIN, pasted!, agreement)).toBe(true);
    }
  });
});

describe('consent of a node', () => {
  const printed = {
    chainId: CHAIN,
    institution: 'registry',
    publicKey: `0x${'1'.repeat(128)}`,
    proof: `0x${'2'.repeat(130)}`,
  };

  it('is what the command printed', () => {
    expect(parseNodeConsent(JSON.stringify(printed))).toEqual(printed);
    expect(parseNodeConsent(JSON.stringify({ ...printed, proof: '0x' }))).toBeUndefined();
    expect(parseNodeConsent(JSON.stringify({ ...printed, chainId: '1' }))).toBeUndefined();
  });
});

describe('fingerprint of a certificate', () => {
  it('refuses a file that is none', () => {
    const file = (text: string) => new TextEncoder().encode(text);

    expect(() => certificateFingerprint(file('hello'))).toThrow(NotACertificate);
    expect(() =>
      certificateFingerprint(file('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')),
    ).toThrow(NotACertificate);
  });
});

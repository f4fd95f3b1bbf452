import { verifyTypedData } from 'ethers';
import { describe, expect, it } from 'vitest';
import vector from '../../../vectors/keystore.json';
import { explain } from '../chain/explain';
import { ballotData } from '../chain/typedData';
import { addressIn, KeystoreFailed, openKeystore } from './keystore';

const made = JSON.stringify(vector.keystore);
const never = () => false;
const quiet = () => undefined;
const ballot = (voter: string) =>
  ballotData(190026, { proposalId: '7', support: 1, voter, nonce: 3n, reason: '' });

describe('a keystore file', () => {
  it('made by govchain keys new opens, signs, and forgets', async () => {
    const seen: number[] = [];
    const signer = await openKeystore(
      made,
      vector.password,
      'applicant.json',
      done => seen.push(done),
      never,
    );
    expect(signer.address).toBe(vector.address);
    expect(seen.at(-1)).toBe(1);
    const { domain, types, message } = ballot(signer.address);
    const signature = await signer.signTypedData(ballot(signer.address));
    expect(verifyTypedData(domain, types, message, signature).toLowerCase()).toBe(vector.address);
    signer.forget();
    await expect(signer.signTypedData(ballot(signer.address))).rejects.toThrow('forgotten');
  }, 60_000);

  it('made by ethers opens, too; a wrong password and a changed address are told apart', async () => {
    const { password, address, keystore } = vector.byEthers;
    const text = JSON.stringify(keystore);
    expect((await openKeystore(text, password, 'a', quiet, never)).address).toBe(address);
    const wrong = await openKeystore(text, 'Pass', 'a', quiet, never).catch((failure: unknown) => failure);
    expect(wrong).toMatchObject({ reason: 'wrong-password' });
    expect(explain(wrong)).toBe('The password is wrong. Enter it again; mind upper and lower case.');
    const forged = text.replace(/("address":")[0-9a-f]{40}/, `$1${'00'.repeat(20)}`);
    await expect(openKeystore(forged, password, 'a', quiet, never)).rejects.toBeInstanceOf(KeystoreFailed);
  }, 60_000);

  it('can be given up while it opens', async () => {
    await expect(openKeystore(made, vector.password, 'a', quiet, () => true)).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });

  it('is told from other files', async () => {
    expect(addressIn(made)).toBe(vector.address);
    expect(addressIn('{"version":3}')).toBeUndefined();
    expect(addressIn('x'.repeat(100_000))).toBeUndefined();
    await expect(openKeystore('{}', 'p', 'a', quiet, never)).rejects.toMatchObject({
      reason: 'not-a-keystore',
    });
  });
});

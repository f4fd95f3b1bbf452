import { fireEvent, render, screen } from '@testing-library/react';
import { keccak256 } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf } from '../../chain/contracts';
import { FakeChain, record, serve } from '../../chain/testing';
import { Around } from '../../shell/testingPages';
import { ordinal } from '../terms';
import vectors from './possessions.json';
import { WaitingKeyInput } from './WaitingKeyInput';

const CHAIN = 190_026;
const ACCOUNT = `0x${'2b'.repeat(20)}`;
const PATIENCE = { timeout: 60_000 };
const REGISTERED_AT = 1_700_000_000;

/** A chain with one block, in which the account registered its SM key with this proof; the node tells this one. */
function open(proof: string, told: string | undefined, status = 'REGISTERED'): unknown[] {
  const { publicKey } = vectors.sm;
  const sm = ordinal('Suite', 'SM');
  const key = record('ProtocolKeys', 'protocolKey', {
    version: 1,
    publicKey,
    status: ordinal('KeyStatus', status),
    registeredAt: REGISTERED_AT,
    proofDigest: keccak256(proof),
  })[0];
  const chain = new FakeChain({
    'ProtocolKeys.protocolKeys': (_, suite) => [suite === BigInt(sm) ? [key] : []],
  });
  chain.methods.eth_getBlockByNumber = () => ({
    number: '0x0',
    timestamp: `0x${REGISTERED_AT.toString(16)}`,
    hash: chain.genesis,
  });
  const event = interfaceOf('ProtocolKeys').getEvent('ProtocolKeyRegistered');
  chain.methods.eth_getLogs = () =>
    told === undefined || event === null
      ? []
      : [
          {
            address: ADDRESSES.ProtocolKeys,
            ...interfaceOf('ProtocolKeys').encodeEventLog(event, [ACCOUNT, sm, 1, publicKey, 0, told]),
          },
        ];
  serve(chain, CHAIN);
  const came: unknown[] = [];
  render(
    <WaitingKeyInput
      id="waiting"
      value={undefined}
      onChange={value => came.push(value)}
      invalid={false}
      described={undefined}
      account={ACCOUNT}
    />,
    { wrapper: Around },
  );
  return came;
}

const choose = async () => fireEvent.click(await screen.findByRole('radio', { name: /SM2\/SM3/ }, PATIENCE));

describe('a key that waits to be confirmed', () => {
  beforeEach(() => localStorage.clear());

  it('can be confirmed when its proof is good', async () => {
    const came = open(vectors.sm.proof, vectors.sm.proof);
    await choose();

    await screen.findByTestId('waiting-good', {}, PATIENCE);
    expect(came.at(-1)).toMatchObject({ suite: 'SM', version: 1 });
  }, 120_000);

  it('is refused when it was registered with another proof', async () => {
    const proof = `${vectors.sm.proof.slice(0, -2)}00`;
    const came = open(proof, proof);
    await choose();

    expect((await screen.findByRole('alert', {}, PATIENCE)).textContent).toContain('do not confirm it');
    expect(came.every(value => value === undefined)).toBe(true);
  }, 120_000);

  it('is not judged by a proof that it was not registered with', async () => {
    const came = open(`${vectors.sm.proof.slice(0, -2)}00`, vectors.sm.proof);
    await choose();

    expect((await screen.findByRole('alert', {}, PATIENCE)).textContent).toContain('cannot be checked');
    expect(came.every(value => value === undefined)).toBe(true);
  }, 120_000);

  it('is not offered once it is confirmed', async () => {
    open(vectors.sm.proof, vectors.sm.proof, 'CONFIRMED');

    expect(
      await screen.findByText('No key of this account waits to be confirmed.', {}, PATIENCE),
    ).toBeDefined();
    expect(screen.queryByRole('radio')).toBeNull();
  }, 120_000);
});

import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeChain, record, serve } from '../../chain/testing';
import { Around } from '../../shell/testingPages';
import { PossessionInput } from './PossessionInput';
import vectors from './possessions.json';

const CHAIN = 190_026;
const ACCOUNT = `0x${'2b'.repeat(20)}`;
const PATIENCE = { timeout: 60_000 };

/** A chain on which the account has these keys of every suite. */
function open(keys: readonly string[] = []): unknown[] {
  const one = (publicKey: string, at: number) =>
    record('ProtocolKeys', 'protocolKey', { version: at + 1, publicKey })[0];
  serve(new FakeChain({ 'ProtocolKeys.protocolKeys': () => [keys.map(one)] }), CHAIN);
  const came: unknown[] = [];
  render(
    <PossessionInput
      id="possession"
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

const paste = async (text: string) =>
  fireEvent.change(await screen.findByRole('textbox', {}, PATIENCE), { target: { value: text } });

describe('proof of possession in the form', () => {
  beforeEach(() => localStorage.clear());

  it('says which commands make it, with the account, the next version and the chain', async () => {
    open([`0x${'00'.repeat(64)}`]);

    expect(
      await screen.findByText(
        `./govchain account key prove ${ACCOUNT} sm 2 --chain-id ${CHAIN} --key-file sm.key --json`,
        {},
        PATIENCE,
      ),
    ).toBeDefined();
  }, 120_000);

  it('is taken when it is good, whatever suite was chosen before', async () => {
    const came = open();
    await paste(JSON.stringify(vectors.pq));

    const good = await screen.findByTestId('possession-good', {}, PATIENCE);
    expect(good.textContent).toContain('version 1 of its post-quantum (ML-DSA-65) key');
    await waitFor(() => expect(came.at(-1)).toMatchObject({ suite: 'PQ', version: 1 }), PATIENCE);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /ML-DSA-65/ }).checked).toBe(true);
  }, 120_000);

  it('is taken back when something is typed that is none', async () => {
    const came = open();
    await paste(JSON.stringify(vectors.sm));
    await screen.findByTestId('possession-good', {}, PATIENCE);
    await paste('-----BEGIN PRIVATE KEY-----');

    expect((await screen.findByRole('alert', {}, PATIENCE)).textContent).toContain('This is a private key');
    expect(came.at(-1)).toBeUndefined();
    expect(screen.queryByTestId('possession-good')).toBeNull();
  }, 120_000);

  it('is refused for a key that the chain has already', async () => {
    const came = open([vectors.cnsa.publicKey]);
    await paste(JSON.stringify(vectors.cnsa));

    expect((await screen.findByRole('alert', {}, PATIENCE)).textContent).toBe(
      'This public key is registered already, as version 1 of this account',
    );
    expect(came.every(value => value === undefined)).toBe(true);
  }, 120_000);
});

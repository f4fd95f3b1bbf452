import { fireEvent, render, screen } from '@testing-library/react';
import { hexlify, sha256, toUtf8Bytes } from 'ethers';
import { createHash } from 'node:crypto';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { Named } from '../audit/evidence/checks';
import { Around } from '../shell/testingPages';
import { SubchainFacts } from './SubchainFacts';

// What Node hands back is no byte array of the browser that is played here.
sha256.register(data => `0x${createHash('sha256').update(hexlify(data).slice(2), 'hex').digest('hex')}`);

const EVIDENCE = JSON.stringify({ kind: 'evm-receipt', chainId: 1337, blockNumber: 42, reason: '无' });
const DIGEST = sha256(toUtf8Bytes(EVIDENCE));

const OUTCOME: Named = { step: 1, about: 'outcome', digest: DIGEST };
const UNDOING = JSON.stringify({ kind: 'evm-transaction', chainId: 1337, blockNumber: 77 });
const UNDONE: Named = { step: 1, about: 'compensation', digest: sha256(toUtf8Bytes(UNDOING)) };

function show(evidence: Named[], texts: Record<string, string>, proxy?: { service: string }): void {
  globalThis.fetch = ((path: string) =>
    Promise.resolve(
      new Response(
        JSON.stringify(
          path.includes('/evidence/')
            ? { text: texts[path.split('/').at(-1) ?? ''] }
            : { chainId: 1, environment: 'test', proxy },
        ),
      ),
    )) as typeof fetch;
  render(
    <MemoryRouter>
      <SubchainFacts transaction="0x01" evidence={evidence} />
    </MemoryRouter>,
    { wrapper: Around },
  );
}

async function fetchEvidence(text: string): Promise<HTMLElement> {
  show([OUTCOME], { [DIGEST]: text }, { service: 'court/crosschain-proxy' });
  fireEvent.click(await screen.findByRole('button', {}, { timeout: 20_000 }));
  return screen.findByTestId('on-subchain');
}

describe('what evidence says of the business chain', () => {
  it('is shown of the file that the ledger names', async () => {
    await fetchEvidence(EVIDENCE);
    expect(await screen.findByText('42')).toBeTruthy();
    expect(screen.queryByTestId('forged')).toBeNull();
  }, 30_000);

  it('is not shown of any other file', async () => {
    await fetchEvidence(EVIDENCE.replace('42', '43'));
    const warning = await screen.findByTestId('forged');
    expect(warning.textContent).toContain(DIGEST);
    expect(screen.queryByText('43')).toBeNull();
  }, 30_000);

  it('is shown of the write that undid the step, too', async () => {
    show(
      [OUTCOME, UNDONE],
      { [DIGEST]: EVIDENCE, [UNDONE.digest]: UNDOING },
      { service: 'court/crosschain-proxy' },
    );
    fireEvent.click(await screen.findByRole('button', { name: /of the undoing/ }, { timeout: 20_000 }));
    expect(await screen.findByText('77')).toBeTruthy();
    expect(screen.getByTestId('on-subchain').dataset.about).toBe('compensation');
    expect(screen.getByRole('button', { name: /^Fetch the evidence from/ })).toBeTruthy();
  }, 30_000);

  it('is told to be out of reach where the console has no proxy, once, with the way to get it', async () => {
    show([OUTCOME, UNDONE], {});
    const why = await screen.findByTestId('no-proxy', {}, { timeout: 20_000 });
    expect(why.textContent).toContain('no cross-chain proxy');
    expect(why.querySelector('a')?.getAttribute('href')).toBe('/audit/evidence?transaction=0x01&step=1');
    expect(screen.queryByRole('button')).toBeNull();
  }, 30_000);
});

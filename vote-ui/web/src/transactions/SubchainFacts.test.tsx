import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { hexlify, sha256, toUtf8Bytes } from 'ethers';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SubchainFacts } from './SubchainFacts';

// What Node hands back is no byte array of the browser that is played here.
sha256.register(data => `0x${createHash('sha256').update(hexlify(data).slice(2), 'hex').digest('hex')}`);

const EVIDENCE = JSON.stringify({ kind: 'evm-receipt', chainId: 1337, blockNumber: 42, reason: '无' });
const DIGEST = sha256(toUtf8Bytes(EVIDENCE));

async function fetchEvidence(text: string): Promise<HTMLElement> {
  globalThis.fetch = ((path: string) =>
    Promise.resolve(
      new Response(JSON.stringify(path.includes('/evidence/') ? { text } : { chainId: 1, proxy: 'court' })),
    )) as typeof fetch;
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SubchainFacts transaction="0x01" digest={DIGEST} />
    </QueryClientProvider>,
  );
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
});

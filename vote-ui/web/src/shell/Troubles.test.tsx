import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { SettingsProvider } from './settings';
import { Troubles } from './Troubles';

const PATIENCE = { timeout: 60_000 };

afterEach(() => vi.unstubAllGlobals());

function shown(network: object) {
  const told = {
    head: { number: 9, time: 1 },
    indexed: { number: 9, time: 1 },
    nodeSilentSeconds: 0,
    stalledSeconds: 0,
    ...network,
  };
  const fetched = vi.fn(async () => new Response(JSON.stringify(told)));
  vi.stubGlobal('fetch', fetched);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <SettingsProvider>
      <QueryClientProvider client={client}>
        <Troubles />
      </QueryClientProvider>
    </SettingsProvider>,
  );
  return client;
}

it('says that the chain has stopped from when the server’s administrator said so', async () => {
  shown({ stalledAfterSeconds: 120, stalledSeconds: 120 });
  expect((await screen.findByTestId('trouble-stalled', {}, PATIENCE)).textContent).toContain('120');
});

it('says nothing of a chain that is slow, or of a node within its time', async () => {
  const client = shown({ stalledAfterSeconds: 120, stalledSeconds: 90, nodeSilentSeconds: 90 });
  await vi.waitFor(() => expect(client.getQueryData(['network'])).toBeTruthy(), PATIENCE);
  expect(screen.getByRole('status').textContent).toBe('');
});

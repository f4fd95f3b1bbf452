import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { useRereadOnceOver } from './useRereadOnceOver';

const order = { state: 'ACTIVE', snapshot: 100, deadline: 200 } as const;

it('reads a vote again once block time is past its deadline, until it is no vote any more', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const blockAt = (time: number) =>
    act(async () => {
      client.setQueryData(['network'], { head: { number: time, time } });
      await new Promise(resolve => setTimeout(resolve));
    });
  await blockAt(150);
  let reread = 0;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { rerender } = renderHook(
    ({ state }: { state: 'ACTIVE' | 'DEFEATED' }) => useRereadOnceOver({ ...order, state }, () => reread++),
    { wrapper, initialProps: { state: 'ACTIVE' } as { state: 'ACTIVE' | 'DEFEATED' } },
  );
  await blockAt(200);
  expect(reread).toBe(0);
  await blockAt(201);
  expect(reread).toBe(1);
  await blockAt(203);
  expect(reread, 'the node was behind').toBe(2);
  rerender({ state: 'DEFEATED' });
  await blockAt(205);
  expect(reread).toBe(2);
});

import { afterEach, expect, it, vi } from 'vitest';
import { get, raw } from './client';

afterEach(() => vi.restoreAllMocks());

it('gives a document of 20 MiB longer than an answer of JSON', async () => {
  const waits: number[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(milliseconds => {
    waits.push(milliseconds);
    return new AbortController().signal;
  });
  globalThis.fetch = (() => Promise.resolve(new Response('{}'))) as typeof fetch;
  await get('/v1/network');
  await raw('/v1/documents/0x01');
  expect(waits).toEqual([20_000, 600_000]);
});

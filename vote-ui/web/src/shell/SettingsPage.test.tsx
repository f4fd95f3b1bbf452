import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { beforeEach, expect, it } from 'vitest';
import { FakeChain, serve } from '../chain/testing';
import SettingsPage from './SettingsPage';
import { SettingsProvider } from './settings';
import { stored } from './stored';

const CHAIN = 190_026;
const NODE = 'http://127.0.0.1:8545';

/** A node with this block 0 is entered in the settings of a console whose network is always the same. */
async function verdict(genesis?: string): Promise<string> {
  const chain = new FakeChain();
  chain.methods.eth_blockNumber = () => '0x9';
  serve(chain, CHAIN);
  const console = globalThis.fetch;
  const node = new FakeChain();
  node.methods.eth_blockNumber = () => '0x9';
  if (genesis) node.genesis = genesis;
  globalThis.fetch = (async (url: string, init?: RequestInit) => {
    if (url !== NODE) return console(url, init);
    const { id, method, params } = JSON.parse(init?.body as string) as {
      id: number;
      method: string;
      params: unknown[];
    };
    return new Response(JSON.stringify({ id, result: await node.send(method, params) }));
  }) as typeof fetch;
  const queries = new QueryClient();
  await queries.fetchQuery({
    queryKey: ['network'],
    queryFn: async () => (await fetch('/v1/network')).json() as Promise<unknown>,
  });
  render(
    <SettingsProvider>
      <QueryClientProvider client={queries}>
        <SettingsPage />
      </QueryClientProvider>
    </SettingsProvider>,
  );
  const field = screen.getByPlaceholderText(NODE);
  fireEvent.change(field, { target: { value: NODE } });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
  return (await screen.findByRole('alert')).textContent;
}

beforeEach(async () => {
  localStorage.clear();
  await i18next.changeLanguage('en');
});

it('keeps a node of this network', async () => {
  expect(await verdict()).toContain('The node works');
  expect(stored('nodeUrl')).toBe(NODE);
});

it.each([
  ['en', 'has the same chain id 190026 but is of another network'],
  ['zh', '链 ID 同为 190026，但属于另一个网络'],
])('refuses a node of another network with the same chain id, in %s', async (language, words) => {
  await i18next.changeLanguage(language);
  expect(await verdict(`0x${'7e'.repeat(32)}`)).toContain(words);
  expect(stored('nodeUrl')).toBeUndefined();
  await i18next.changeLanguage('en');
});

import { render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { FakeChain, serve } from '../chain/testing';
import { Around } from '../shell/testingPages';
import PermissionsPage from './PermissionsPage';

const PATIENCE = { timeout: 60_000 };
const ORDER = `0x${'41'.repeat(32)}`;
const RETIRE = interfaceOf('Services').getFunction('retire')!.selector;
const FREEZE = interfaceOf('Pipelines').getFunction('freeze')!.selector;

const event = (number: number, type: string, data: Record<string, unknown>) => ({
  number,
  block: number,
  time: 1_803_902_400,
  transactionHash: '0x7a',
  type,
  subjects: [],
  data,
});

/** Governors may retire services, by an order; pipelines are frozen as they were from the founding on. */
function open(at: string): void {
  const chain = new FakeChain({
    'Accounts.permissions': () => [[[ADDRESSES.Services, RETIRE, 1n]]],
    'WorkOrders.policies': () => [
      [
        [ADDRESSES.Pipelines, FREEZE, 1n],
        [ADDRESSES.Services, RETIRE, 0n],
      ],
    ],
    'WorkOrders.electorateAt': () => [4n],
    'WorkOrders.votingPeriod': () => [604_800n],
    'WorkOrders.gracePeriod': () => [1_209_600n],
  });
  chain.methods.eth_getBlockByNumber = () => ({ number: '0x9', timestamp: '0x1', hash: chain.genesis });
  serve(chain, 190_026);
  const others = globalThis.fetch;
  const history: Record<string, unknown[]> = {
    FunctionRoleChanged: [
      event(7, 'FunctionRoleChanged', { target: ADDRESSES.Services, selector: RETIRE, role: 'GOVERNOR' }),
    ],
    WorkOrderExecuted: [
      { ...event(8, 'WorkOrderExecuted', { workOrder: `0x${'99'.repeat(32)}` }), transactionHash: '0x7b' },
      event(9, 'WorkOrderExecuted', { workOrder: ORDER }),
    ],
  };
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    if (path === '/v1/network') {
      const network = { chainId: 190_026, genesis: chain.genesis, head: { number: 9, time: 1_803_902_500 } };
      return new Response(JSON.stringify(network));
    }
    if (!path.startsWith('/v1/events/history')) return others(path, init);
    const type = new URL(path, 'http://localhost').searchParams.get('type') ?? '';
    return new Response(JSON.stringify({ items: history[type] ?? [] }));
  }) as typeof fetch;
  render(
    <MemoryRouter initialEntries={[at]}>
      <PermissionsPage />
    </MemoryRouter>,
    { wrapper: Around },
  );
}

const cells = async (row: string) =>
  [...(await screen.findByTestId(`permission-${row}`, {}, PATIENCE)).children].map(cell => cell.textContent);

describe('the page of permissions and majorities', () => {
  beforeEach(() => localStorage.clear());

  it('says of each function who may call it, how many votes an order needs, and which order changed that', async () => {
    open('/audit/permissions');

    expect((await cells('Services.retire(bytes32)')).slice(1, 3)).toEqual(['governors', 'no work order may']);
    expect((await cells('Pipelines.freeze(bytes32)')).slice(0, 3)).toEqual([
      'Freeze pipeline …freeze(bytes32)',
      'work orders alone',
      'more than half (3 of 4 in favour)',
    ]);
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'work order' }, PATIENCE);
    expect(link.getAttribute('href')).toBe(`/orders/${ORDER}`);
    await waitFor(
      async () => expect((await cells('Pipelines.freeze(bytes32)'))[3]).toBe('not since the founding'),
      PATIENCE,
    );
    expect(document.body.textContent).toContain('A vote lasts7 d');
  }, 120_000);

  it('shows what fits the filters in its address', async () => {
    open('/audit/permissions?contract=Pipelines');

    await cells('Pipelines.freeze(bytes32)');
    expect(screen.queryByTestId('permission-Services.retire(bytes32)')).toBeNull();
  }, 120_000);

  it('has no barrier that can be told without its colours', async () => {
    open('/audit/permissions');
    await cells('Services.retire(bytes32)');

    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([]);
  }, 120_000);
});

import { act, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import { SILENCE_MILLIS } from '../logic/freshness';
import WallPage from '../WallPage';

// jsdom draws nothing.
vi.mock('../charts/Picture', () => ({ Picture: () => null }));

const HEAD = 4_711;
const counted = { total: 3, byStatus: { ACTIVE: 3 } };
const network = {
  name: 'Test consortium',
  environment: 'test',
  chainId: 7,
  contracts: {},
  head: { number: HEAD, time: 1_700_000_000, hash: '0x1' },
  indexed: { number: HEAD, time: 1_700_000_000 },
  stalledSeconds: 0,
  stalledAfterSeconds: 90,
  relay: false,
  proxy: null,
  documents: { maxBytes: 1 },
  networks: [],
  version: '1',
};
const overview = {
  chain: { height: HEAD, blockTimeSeconds: 2, lastBlockAt: 1_700_000_000, validators: 4, nodesByKind: {} },
  governance: {
    institutions: counted,
    accounts: counted,
    nodes: counted,
    contracts: counted,
    workOrders: counted,
  },
  crosschainControl: {
    subchains: counted,
    applications: counted,
    businessContracts: counted,
    pipelines: counted,
    services: counted,
  },
  crosschain: {
    transactions: counted,
    escalated: 0,
    last24h: { opened: 5, settled: 5, compensated: 0, escalated: 0 },
  },
  alerts: { open: 0 },
};

let answering = true;
/** Paths that the server is too busy for, and those that it takes and does not answer. */
let busy: string[] = [];
let hanging: string[] = [];
let shown = network;
let counts: object = overview;

function answer(path: string): unknown {
  if (path.startsWith('/v1/network')) return shown;
  if (path.startsWith('/v1/overview')) return counts;
  if (path.startsWith('/v1/topology'))
    return { institutions: [], subchains: [], services: [], pipelines: [] };
  return { items: [], total: 0 };
}

function ask(path: string): Promise<Response> {
  if (!answering) return Promise.reject(new TypeError('connection refused'));
  if (hanging.some(each => path.startsWith(each))) return new Promise(() => {});
  if (!busy.some(each => path.startsWith(each)))
    return Promise.resolve(new Response(JSON.stringify(answer(path)), { status: 200 }));
  return Promise.resolve(new Response(JSON.stringify({ code: 'overloaded' }), { status: 503 }));
}

beforeEach(() => {
  answering = true;
  busy = [];
  hanging = [];
  shown = network;
  counts = overview;
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.stubGlobal('fetch', ask);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function wall() {
  render(
    <MemoryRouter>
      <WallPage />
    </MemoryRouter>,
    { wrapper: Around },
  );
}

const state = () => screen.getByTestId('wall-freshness').dataset.state;
const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

describe('the wall', () => {
  it('shows the figures as good while the server answers', async () => {
    wall();
    await pass(2_000);
    expect(state()).toBe('polling');
    expect(screen.getByText('4,711')).toBeTruthy();
    expect(screen.getByTestId('wall').className).not.toContain('stale');
  });

  it('counts what is active, and nothing that was expelled, retired or closed', async () => {
    const gone = (status: string, total: number, active: number) => ({
      total,
      byStatus: { ...(active > 0 && { ACTIVE: active }), [status]: total - active },
    });
    counts = {
      ...overview,
      governance: { ...overview.governance, institutions: gone('EXPELLED', 31, 27) },
      crosschainControl: {
        ...overview.crosschainControl,
        subchains: gone('RETIRED', 35, 28),
        pipelines: gone('CLOSED', 36, 0),
      },
    };
    wall();
    await pass(2_000);
    const figure = (name: RegExp) => screen.getByText(name).nextElementSibling?.textContent;
    expect(figure(/^(Active institutions|有效的跨链机构)$/)).toBe('27');
    expect(figure(/^(Active subchains|有效的子链)$/)).toBe('28');
    expect(figure(/^(Active pipelines|有效的管道)$/)).toBe('0');
  });

  it('says that they are old when the server falls silent, and takes it back when it answers again', async () => {
    wall();
    await pass(2_000);
    answering = false;
    await pass(SILENCE_MILLIS + 15_000);
    expect(state()).toBe('unreachable');
    expect(screen.getByTestId('wall').className).toContain('stale');
    expect(screen.getByTestId('wall-freshness').textContent).toMatch(/Out of date|数据已过时/);
    answering = true;
    // The picture of pipelines is read every 30 seconds, and old until then.
    await pass(35_000);
    expect(state()).toBe('polling');
  });

  it('says that the chain stands still', async () => {
    shown = { ...network, stalledSeconds: 95 };
    wall();
    await pass(2_000);
    expect(state()).toBe('stalled');
  });

  it('calls no chain stopped that is slow, as its administrator knows', async () => {
    shown = { ...network, stalledSeconds: 85 };
    wall();
    await pass(2_000);
    expect(state()).toBe('polling');
  });

  it('says that the index is behind', async () => {
    shown = { ...network, indexed: { number: HEAD - 400, time: 1_699_999_000 } };
    wall();
    await pass(2_000);
    expect(state()).toBe('behind');
    expect(screen.getByTestId('wall-freshness').textContent).toContain('400');
  });

  it.each(['/v1/overview', '/v1/topology', '/v1/statistics', '/v1/alerts', '/v1/events/history'])(
    'does not call %s good once it alone cannot be read, and takes it back when it can',
    async path => {
      wall();
      await pass(2_000);
      expect(state()).toBe('polling');
      busy = [path];
      await pass(50_000);
      expect(state()).toBe('unread');
      expect(screen.getByTestId('wall').className).toContain('stale');
      expect(screen.getByTestId('wall-freshness').textContent).toMatch(/could not be read|未能读取/);
      busy = [];
      await pass(35_000);
      expect(state()).toBe('polling');
      expect(screen.queryByTestId('wall-unread')).toBeNull();
    },
  );

  it('says of what was never read that it could not be, instead of showing none', async () => {
    busy = ['/v1/overview', '/v1/topology', '/v1/statistics', '/v1/alerts', '/v1/events/history'];
    wall();
    await pass(20_000);
    expect(state()).toBe('unread');
    expect(screen.getAllByTestId('wall-unread')).toHaveLength(4);
    expect(
      within(screen.getByRole('region', { name: /^(Alerts|告警)$/ })).getByTestId('wall-unread'),
    ).toBeTruthy();
    expect(document.body.textContent).not.toMatch(
      /No alert is open|没有未处理的告警|no data for this|没有数据/,
    );
    expect(document.body.textContent).not.toMatch(/0 institutions|0 家机构/);
  });

  it('notices what hangs without ever failing, and says since when', async () => {
    wall();
    await pass(2_000);
    hanging = ['/v1/overview'];
    await pass(SILENCE_MILLIS + 25_000);
    expect(state()).toBe('unread');
    expect(screen.getByTestId('wall-freshness').textContent).toMatch(/1 min|1分钟/);
  });
});

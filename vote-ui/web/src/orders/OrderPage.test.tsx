import { render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import vector from '../../../vectors/order.json';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import type { RpcError } from '../chain/rpc';
import { FakeChain } from '../chain/testing';
import { Around } from '../shell/testingPages';
import OrderPage from './OrderPage';

type Log = { address: string; topics: string[]; data: string };

/** A chain that has the recorded order, in the state told, and whatever log of its creation. */
function chainWith(log: Log | undefined, state = 1): FakeChain {
  const { order, snapshot } = vector;
  const chain = new FakeChain({
    'WorkOrders.workOrder': () => [
      [BigInt(order), ADDRESSES.Nodes, 3, 2, 0, 0, 0, snapshot, snapshot + 604_800, state],
    ],
    'WorkOrders.gracePeriod': () => [1_209_600n],
  });
  chain.methods.eth_getBlockByNumber = number => {
    const at = number === 'latest' ? 9 : Number(number);
    return { number: `0x${at.toString(16)}`, timestamp: `0x${(snapshot - 5 + at).toString(16)}` };
  };
  chain.methods.eth_getLogs = () => (log ? [log] : []);
  return chain;
}

/** The server hands on to the chain, and knows nothing else. */
function serve(chain: FakeChain): void {
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    if (path !== '/v1/rpc')
      return new Response(JSON.stringify({ code: 'not-found', detail: path }), { status: 404 });
    const asked = JSON.parse(init?.body as string) as { id: number; method: string; params: unknown[] }[];
    const answers = [asked].flat().map(async ({ id, method, params }) => {
      try {
        return { id, result: await chain.send(method, params) };
      } catch (failure) {
        const { code, message, data } = failure as RpcError;
        return { id, error: { code, message, data } };
      }
    });
    const all = await Promise.all(answers);
    return new Response(JSON.stringify(Array.isArray(asked) ? all : all[0]));
  }) as typeof fetch;
}

function open(): void {
  render(
    <MemoryRouter initialEntries={[`/orders/${vector.order}`]}>
      <Routes>
        <Route path="/orders/:id" element={<OrderPage />} />
      </Routes>
    </MemoryRouter>,
    { wrapper: Around },
  );
}

function forged(): Log {
  const abi = interfaceOf('WorkOrders');
  const event = abi.getEvent('ProposalCreated');
  if (!event) throw new Error('no such event');
  const values = [...(abi.decodeEventLog(event, vector.log.data, vector.log.topics) as unknown[])];
  values[8] = 'Another description';
  return { address: ADDRESSES.WorkOrders, ...abi.encodeEventLog(event, values) };
}

describe('the page of a work order', () => {
  beforeEach(() => localStorage.clear());

  it('says what the order will do, and who may vote', async () => {
    serve(chainWith(vector.log));
    open();
    expect(await screen.findByTestId('changes', {}, { timeout: 20_000 })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Admit /);
    expect(screen.getByTestId('proposers-line').textContent).toBe(
      'The proposer’s title: “City Land Registry applies”',
    );
    expect(screen.getByTestId('changes').textContent).toContain('It binds nothing else: the tally');
    expect(screen.getByTestId('read-from').dataset.source).toBe('server');
    expect(document.title).not.toContain('City Land Registry applies');
    expect((await screen.findByTestId('why-not')).textContent).toContain('Choose your account');
    const link = await screen.findByRole('link', { name: 'https://forum.example/t/17' });
    expect(link.getAttribute('rel')).toContain('noopener');
  }, 30_000);

  it('tells each value against the present one, and what is to be judged stands before the vote', async () => {
    serve(chainWith(vector.log));
    open();
    const differences = await screen.findAllByTestId('difference', {}, { timeout: 20_000 });
    expect(differences[0]?.textContent).toContain('state of the application: not registered');
    expect(differences[0]?.textContent).toContain('admitted');
    const vote = await screen.findByTestId('vote');
    for (const earlier of [screen.getByTestId('changes'), await screen.findByTestId('application')]) {
      expect(earlier.compareDocumentPosition(vote) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    }
    expect(screen.getByTestId('to-the-vote').getAttribute('href')).toBe(`#${vote.id}`);
  }, 30_000);

  it('says that the present value could not be read, and still says what the order does', async () => {
    const chain = chainWith(vector.log);
    const send = chain.send.bind(chain);
    const registers = interfaceOf('Institutions').getFunction('institution')?.selector ?? '';
    chain.send = (method, parameters) => {
      const { data = '' } = (parameters[0] ?? {}) as { data?: string };
      return data.startsWith(registers)
        ? Promise.reject(Object.assign(new Error('cut off'), { code: -32000 }))
        : send(method, parameters);
    };
    serve(chain);
    open();
    expect((await screen.findByTestId('unread', {}, { timeout: 20_000 })).textContent).toContain(
      'could not be read from the chain',
    );
    expect(screen.getByTestId('changes').textContent).toContain('Admit');
    expect(screen.getByTestId('changes').textContent).not.toContain('state of the application');
  }, 30_000);

  it('compares nothing with the present once an order can no longer take effect', async () => {
    serve(chainWith(vector.log, 7));
    open();
    expect(await screen.findByTestId('changes', {}, { timeout: 20_000 })).toBeTruthy();
    await screen.findByTestId('application');
    expect(screen.queryAllByTestId('difference')).toEqual([]);
    expect(screen.queryByTestId('to-the-vote')).toBeNull();
  }, 30_000);

  it('offers no vote when the content does not belong to the order’s id', async () => {
    serve(chainWith(forged()));
    open();
    expect((await screen.findByTestId('problem', {}, { timeout: 20_000 })).textContent).toContain('DANGER');
    expect(screen.queryByTestId('vote')).toBeNull();
    expect(screen.queryByTestId('changes')).toBeNull();
  }, 30_000);

  it('offers no vote when the node does not have the content', async () => {
    serve(chainWith(undefined));
    open();
    expect((await screen.findByTestId('problem', {}, { timeout: 20_000 })).textContent).toContain(
      'no vote is offered',
    );
    expect(screen.queryByTestId('vote')).toBeNull();
  }, 30_000);

  it('says of an expired order what can be done', async () => {
    serve(chainWith(vector.log, 6));
    open();
    const why = await screen.findByTestId('why-not', {}, { timeout: 20_000 });
    expect(why.textContent).toContain('has expired. If it is still wanted, open a new one.');
  }, 30_000);
});

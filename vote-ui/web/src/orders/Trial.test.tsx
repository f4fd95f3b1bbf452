import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { RpcError, RpcUnreachable } from '../chain/rpc';
import { call } from '../chain/send';
import { FakeChain } from '../chain/testing';
import type { Call } from '../chain/words/describe';
import { Around } from '../shell/testingPages';
import { useTrial } from './Trial';
import { refusalNow } from './refusalNow';

const CHANGE = call('ProtocolKeys', 'setConfirmations', [3]);
const refusal = (name: string, values: unknown[]) =>
  new RpcError(3, 'execution reverted', interfaceOf('Nodes').encodeErrorResult(name, values));

/** A chain on which calls by work orders fail like this. */
function refusing(failure: Error): FakeChain {
  const chain = new FakeChain();
  chain.methods.eth_call = asked => {
    expect((asked as { from?: string }).from).toBe(ADDRESSES.WorkOrders);
    throw failure;
  };
  return chain;
}

describe('the trial of a change', () => {
  it('finds what the contract that carries orders out would be refused', async () => {
    const refused = await refusalNow(refusing(refusal('TooFewValidators', [3, 4])), CHANGE);
    expect(refused?.error).toBe('TooFewValidators');
    expect(await refusalNow(new FakeChain(), CHANGE)).toBeUndefined();
  });

  it('does not take a node that is away, or will not answer, for a refusal', async () => {
    await expect(refusalNow(refusing(new RpcUnreachable('away')), CHANGE)).rejects.toThrow('away');
    await expect(refusalNow(refusing(new RpcError(-32005, 'too many')), CHANGE)).rejects.toThrow('too many');
  });
});

function Shown({ first }: { first: Call }) {
  const { ready, view } = useTrial(first);
  return (
    <>
      {view}
      <button disabled={!ready}>propose</button>
    </>
  );
}

function serve(refuses: boolean): void {
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    if (path !== '/v1/rpc') return Promise.resolve(new Response('{}'));
    const all = [JSON.parse(init?.body as string)].flat() as { id: number }[];
    const { code, message, data } = refusal('TooFewValidators', [3, 4]);
    const answer = refuses ? { error: { code, message, data } } : { result: '0x' };
    return Promise.resolve(new Response(JSON.stringify(all.map(({ id }) => ({ id, ...answer })))));
  }) as typeof fetch;
}

function show() {
  const { rerender } = render(<Shown first={CHANGE} />, { wrapper: Around });
  return (first: Call) => rerender(<Shown first={first} />);
}
const propose = () => screen.getByRole<HTMLButtonElement>('button', { name: 'propose' });

describe('a new order', () => {
  beforeEach(() => localStorage.clear());

  it('can be proposed when its first change would pass', async () => {
    serve(false);
    show();
    await waitFor(() => expect(propose().disabled).toBe(false), { timeout: 20_000 });
    expect(screen.queryByTestId('change-refused')).toBeNull();
  }, 30_000);

  it('says why its first change would be refused, and is proposed nevertheless only when that is chosen', async () => {
    serve(true);
    const next = show();
    const said = await screen.findByTestId('change-refused', {}, { timeout: 20_000 });
    expect(said.textContent).toContain('3 validators would be left');
    expect(propose().disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox'));
    expect(propose().disabled).toBe(false);
    next(call('ProtocolKeys', 'setConfirmations', [4]));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false));
    expect(propose().disabled).toBe(true);
  }, 30_000);
});

import { describe, expect, it } from 'vitest';
import { interfaceOf } from '../chain/contracts';
import { RpcError } from '../chain/rpc';
import { FakeChain } from '../chain/testing';
import { graceEnd } from './grace';
import type { Order } from './reading';

const OPENED = 1_000;
const order = { snapshot: OPENED, deadline: 2_000 } as Order;

/** A block a second from 0 on; the period is 500 until it was changed to 90 in a block. */
function chain(changedIn: number, keepsState: boolean, length = 1_500): FakeChain {
  const fake = new FakeChain();
  const encoded = (period: number) => interfaceOf('WorkOrders').encodeFunctionResult('gracePeriod', [period]);
  fake.methods.eth_getBlockByNumber = at => {
    const number = at === 'latest' ? length : Number(at);
    return { number: `0x${number.toString(16)}`, timestamp: `0x${number.toString(16)}` };
  };
  fake.methods.eth_call = (_, at) => {
    if (at !== 'latest' && !keepsState) throw new RpcError(-32000, 'missing trie node');
    return encoded(at === 'latest' || Number(at) >= changedIn ? 90 : 500);
  };
  fake.methods.eth_getLogs = filter =>
    Number((filter as { fromBlock: string }).fromBlock) <= changedIn && changedIn <= length ? [{}] : [];
  return fake;
}

describe('the last moment to carry an order out', () => {
  it('is by the period that held when it was opened, whatever it was changed to since', async () => {
    expect(await graceEnd(chain(OPENED + 100, true), order)).toBe(2_500);
    expect(await graceEnd(chain(OPENED - 100, true), order)).toBe(2_090);
  });

  it('is not made up where the node has dropped the state of then', async () => {
    expect(await graceEnd(chain(OPENED + 100, false), order)).toBeUndefined();
    expect(await graceEnd(chain(OPENED - 100, false), order), 'none was set since').toBe(2_090);
    expect(await graceEnd(chain(OPENED - 100, false, 60_000), order), 'too many blocks').toBeUndefined();
  });

  it('is not made up where the period changed in the very second', async () => {
    expect(await graceEnd(chain(OPENED, true), order)).toBeUndefined();
  });
});

import { keccak256, parseEther, Transaction } from 'ethers';
import { describe, expect, it } from 'vitest';
import type { Signer, UnsignedTransaction } from '../identity/signer';
import { interfaceOf } from './contracts';
import { explain } from './explain';
import { Refusal } from './errors';
import { HttpRpc, RpcError, RpcUnreachable } from './rpc';
import { call, gasFor, PerhapsSent, prepare, rehearse, submit, WithoutEffect } from './send';
import { FakeChain } from './testing';

const ACCOUNT = '0x00000000000000000000000000000000000000aa';
const HASH = `0x${'ab'.repeat(32)}`;

function chain(baseFee: string): FakeChain {
  const fake = new FakeChain();
  fake.methods.eth_getBlockByNumber = () => ({ number: '0x5', timestamp: '0x64', baseFeePerGas: baseFee });
  fake.methods.eth_getTransactionCount = () => '0x7';
  fake.methods.eth_gasPrice = () => '0x3b9aca00';
  return fake;
}

describe('a transaction', () => {
  const vote = call('WorkOrders', 'castVote', [1n, 1]);

  it('costs nothing where the chain’s base fee is 0, and the node’s price elsewhere', async () => {
    expect(await prepare(chain('0x0'), ACCOUNT, vote)).toMatchObject({
      gasPrice: 0n,
      nonce: 7,
      chainId: 190026,
      from: ACCOUNT,
    });
    expect((await prepare(chain('0x7'), ACCOUNT, vote)).gasPrice).toBe(parseEther('1') / 1_000_000_000n);
  });

  it('has room for what a work order does, and fits into a block', () => {
    const upgrade = call('Contracts', 'upgrade', ['Credit', ACCOUNT, '0x']);
    const light = call('Institutions', 'suspend', [HASH]);
    const execute = (calls: { to: string; data: string }[]) =>
      call('WorkOrders', 'execute', [
        calls.map(({ to }) => to),
        calls.map(() => 0n),
        calls.map(({ data }) => data),
        HASH,
      ]);
    expect(gasFor(execute([upgrade]))).toBeGreaterThan(gasFor(execute([light])) + 5_000_000n);
    expect(gasFor(execute(Array.from({ length: 32 }, () => upgrade)))).toBe(30_000_000n);
  });

  it('is refused before it is signed when the chain would refuse it', async () => {
    const fake = chain('0x0');
    const data = interfaceOf('WorkOrders').encodeErrorResult('InstitutionHasVoted', [1n, HASH]);
    fake.methods.eth_call = () => {
      throw new RpcError(3, 'execution reverted', data);
    };
    const refused = await rehearse(fake, await prepare(fake, ACCOUNT, vote)).catch(
      (failure: unknown) => failure,
    );
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ error: 'InstitutionHasVoted', values: { id: 1n, institution: HASH } });
    expect(explain(refused)).toBe(
      'Your institution has already voted on this order. One vote counts, and it stays.',
    );
  });

  it('that failed in its block says why', async () => {
    const fake = chain('0x0');
    fake.methods.eth_sendRawTransaction = () => HASH;
    fake.methods.eth_getTransactionReceipt = () => ({
      transactionHash: HASH,
      blockNumber: '0x6',
      status: '0x0',
      logs: [],
    });
    fake.methods.eth_call = () => {
      throw new RpcError(
        3,
        'execution reverted',
        interfaceOf('WorkOrders').encodeErrorResult('NotAGovernor', [ACCOUNT]),
      );
    };
    const signer = {
      sendTransaction: async (_: UnsignedTransaction, send: (raw: string) => Promise<string>) => send('0x00'),
    } as Signer;
    await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).rejects.toMatchObject({
      error: 'NotAGovernor',
    });
  });

  it('that failed in its block is no success, even if it would pass by now', async () => {
    const fake = chain('0x0');
    fake.methods.eth_sendRawTransaction = () => HASH;
    fake.methods.eth_getTransactionReceipt = () => ({
      transactionHash: HASH,
      blockNumber: '0x6',
      status: '0x0',
      logs: [],
    });
    const signer = {
      sendTransaction: async (_: UnsignedTransaction, send: (raw: string) => Promise<string>) => send('0x00'),
    } as Signer;
    await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).rejects.toBeInstanceOf(
      WithoutEffect,
    );
  });

  it('that failed in its block is told as such, even if nobody says why', async () => {
    const fake = chain('0x0');
    fake.methods.eth_sendRawTransaction = () => HASH;
    fake.methods.eth_getTransactionReceipt = () => ({
      transactionHash: HASH,
      blockNumber: '0x6',
      status: '0x0',
      logs: [],
    });
    fake.methods.eth_call = () => {
      throw new RpcUnreachable('away');
    };
    const signer = {
      sendTransaction: async (_: UnsignedTransaction, send: (raw: string) => Promise<string>) => send('0x00'),
    } as Signer;
    await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).rejects.toBeInstanceOf(
      WithoutEffect,
    );
  });

  describe('whose sending nobody answered', () => {
    const mined = { transactionHash: HASH, blockNumber: '0x6', status: '0x1', logs: [] };
    const signer = {
      sendTransaction: async (_: UnsignedTransaction, send: (raw: string) => Promise<string>) => send('0x00'),
    } as Signer;

    it('is told as what it is: it may have arrived', async () => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => {
        throw new RpcUnreachable('no answer');
      };
      const told = await submit(fake, signer, await prepare(fake, ACCOUNT, vote)).catch(
        (failure: unknown) => failure,
      );
      expect(told).toBeInstanceOf(PerhapsSent);
      expect(explain(told)).toContain(keccak256('0x00'));
      expect(explain(told)).toContain('counts only once');
    });

    it.each(['nonce too low', 'already known'])('is done when the node says %s and has it', async refusal => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => {
        throw new RpcError(-32000, refusal);
      };
      fake.methods.eth_getTransactionByHash = hash => (hash === keccak256('0x00') ? { hash } : null);
      fake.methods.eth_getTransactionReceipt = () => mined;
      await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).resolves.toMatchObject({
        succeeded: true,
        blockNumber: 6,
      });
    });

    it('is not told as refused when the node does not say whether it has it', async () => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => {
        throw new RpcError(-32000, 'already known');
      };
      fake.methods.eth_getTransactionByHash = () => {
        throw new RpcError(-32005, 'limit exceeded');
      };
      await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).rejects.toMatchObject({
        name: 'PerhapsSent',
        transactionHash: keccak256('0x00'),
      });
    });

    it('is waited for while the node cannot tell its receipt', async () => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => HASH;
      const answers = [
        () => mined,
        () => {
          throw new RpcError(-32603, 'internal error');
        },
      ];
      fake.methods.eth_getTransactionReceipt = () => answers.pop()?.();
      await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).resolves.toMatchObject({
        succeeded: true,
      });
    });

    it('is refused when the node has another with its nonce', async () => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => {
        throw new RpcError(-32000, 'nonce too low');
      };
      fake.methods.eth_getTransactionByHash = () => null;
      await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).rejects.toMatchObject({
        message: 'nonce too low',
      });
    });

    it('is waited for while the node is away', async () => {
      const fake = chain('0x0');
      fake.methods.eth_sendRawTransaction = () => HASH;
      const answers = [() => mined];
      fake.methods.eth_getTransactionReceipt = () => {
        const next = answers.pop();
        if (!next) throw new RpcUnreachable('away');
        return next();
      };
      answers.push(() => {
        throw new RpcUnreachable('away');
      });
      await expect(submit(fake, signer, await prepare(fake, ACCOUNT, vote))).resolves.toMatchObject({
        succeeded: true,
      });
    });
  });

  it('is complete before it is shown', async () => {
    const asked = await prepare(chain('0x0'), ACCOUNT, vote);
    const { chainId, to, data, gasLimit, gasPrice, nonce } = asked;
    expect(Transaction.from({ type: 0, chainId, to, data, gasLimit, gasPrice, nonce }).unsignedHash).toMatch(
      /^0x/,
    );
  });
});

describe('JSON-RPC over HTTP', () => {
  const answer = (reply: (body: unknown) => unknown, status = 200) => {
    const bodies: unknown[] = [];
    globalThis.fetch = (async (_: unknown, init: RequestInit) => {
      const body = JSON.parse(init.body as string) as unknown;
      bodies.push(body);
      return new Response(JSON.stringify(reply(body)), { status });
    }) as typeof fetch;
    return bodies;
  };

  it('asks in one batch what is asked at once, whatever the order of the answers', async () => {
    const bodies = answer(body =>
      (body as { id: number; params: unknown[] }[])
        .map(({ id, params }) => ({ id, result: params[0] }))
        .reverse(),
    );
    const rpc = new HttpRpc('/v1/rpc');
    expect(await Promise.all(['a', 'b', 'c'].map(each => rpc.send('echo', [each])))).toEqual(['a', 'b', 'c']);
    expect(bodies).toHaveLength(1);
  });

  it('keeps batches to fifty', async () => {
    const bodies = answer(body =>
      [body].flat().map(each => ({ id: (each as { id: number }).id, result: 1 })),
    );
    const rpc = new HttpRpc('/v1/rpc');
    await Promise.all(Array.from({ length: 101 }, () => rpc.send('one', [])));
    expect(bodies.map(body => [body].flat().length)).toEqual([50, 50, 1]);
  });

  it('tells a refusal with the contract’s data, and a problem of the server in its words', async () => {
    answer(() => ({ id: 0, error: { code: 3, message: 'reverted', data: '0x1234' } }));
    await expect(new HttpRpc('/v1/rpc').send('eth_call', [])).rejects.toMatchObject({
      code: 3,
      data: '0x1234',
    });
    answer(() => ({ type: 'about:blank', title: 'no', detail: 'the node is away', status: 503 }), 503);
    const away = await new HttpRpc('/v1/rpc').send('eth_call', []).catch((failure: unknown) => failure);
    expect(away).toBeInstanceOf(RpcUnreachable);
    expect((away as Error).message).toBe('the node is away');
  });
});

import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { encryptKeystoreJsonSync, Wallet } from 'ethers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useIdentity } from '../identity/IdentityProvider';
import { openKeystore } from '../identity/keystore';
import type { Signer } from '../identity/signer';
import { connectWallet, type Eip1193 } from '../identity/wallet';
import { Around } from '../shell/testingPages';
import { call } from './send';
import { useSigning, type About } from './SigningProvider';
import { FakeChain, serve } from './testing';
import { ballotData } from './typedData';

const CHAIN = 190_026;

/** Cheap to open: what is tested is the dialog. */
async function keystore(): Promise<Signer> {
  const wallet = new Wallet(`0x${'11'.repeat(32)}`);
  const text = encryptKeystoreJsonSync(wallet, 'a long password', { scrypt: { N: 2, r: 1, p: 1 } });
  return openKeystore(
    text,
    'a long password',
    'test',
    () => undefined,
    () => false,
  );
}

function Asking({ signer, about, came }: { signer: Signer; about: About; came: (what: unknown) => void }) {
  const { unlock } = useIdentity();
  const { sign, transact } = useSigning();
  const relayed = () =>
    sign(
      async (_, chainId, voter) =>
        ballotData(chainId, {
          proposalId: '7',
          support: 1,
          voter,
          nonce: 0n,
          reason: 'all papers are there',
        }),
      { en: 'Vote', zh: '投票' },
      about,
    );
  const direct = () => transact(call('WorkOrders', 'castVote', [7n, 1]), about);
  return (
    <>
      <button onClick={() => unlock(signer)}>unlock</button>
      <button onClick={() => void relayed().then(came)}>relayed</button>
      <button onClick={() => void direct().then(came)}>direct</button>
    </>
  );
}

function chainAtRest(): FakeChain {
  const chain = new FakeChain();
  chain.methods.eth_getBlockByNumber = () => ({ number: '0x9', timestamp: '0x1', baseFeePerGas: '0x0' });
  chain.methods.eth_getTransactionCount = () => '0x0';
  return chain;
}

async function ask(
  way: 'relayed' | 'direct',
  about: About,
  shown: string = 'does',
  signer?: Signer,
): Promise<unknown[]> {
  if (shown === 'does') serve(chainAtRest(), CHAIN);
  const came: unknown[] = [];
  const holder = signer ?? (await keystore());
  render(<Asking signer={holder} about={about} came={what => came.push(what)} />, { wrapper: Around });
  fireEvent.click(screen.getByText('unlock'));
  fireEvent.click(screen.getByText(way));
  await screen.findByTestId(shown, {}, { timeout: 20_000 });
  return came;
}

const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name });

describe('a ballot on an order with a call that this page does not know', () => {
  // The page loads the dialog when it is first needed; how long that takes is not what is tested.
  beforeAll(() => import('./SigningDialog'), 120_000);
  beforeEach(() => localStorage.clear());

  it('is signed for the relay only once its voter says that she knows the call', async () => {
    const came = await ask('relayed', { unknown: true });
    expect(button('Sign').disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox'));
    expect(button('Sign').disabled).toBe(false);
    fireEvent.click(button('Sign'));
    await waitFor(() => expect(came).toHaveLength(1));
    expect((came[0] as { signature: string }).signature).toMatch(/^0x[0-9a-f]{130}$/);
  }, 30_000);

  it('is sent directly under the same condition', async () => {
    await ask('direct', { unknown: true });
    expect(button('Sign and send').disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox'));
    expect(button('Sign and send').disabled).toBe(false);
  }, 30_000);

  it('needs no word more where every call is known', async () => {
    await ask('relayed', { unknown: false });
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(button('Sign').disabled).toBe(false);
  }, 30_000);

  it('shows every argument that is signed, in a transaction and in a ballot', async () => {
    await ask('direct', {});
    expect(screen.getByTestId('arguments').textContent).toContain(`0x${'7'.padStart(64, '0')}`);
  }, 30_000);

  it('shows every part of a ballot', async () => {
    await ask('relayed', {});
    const all = screen.getByTestId('arguments').textContent;
    for (const part of [
      `work order0x${'7'.padStart(64, '0')}`,
      'votefor (1)',
      'voter0x',
      'number used once0',
      'reason“all papers are there”',
      'further data of the votenothing',
    ])
      expect(all.toLowerCase()).toContain(part);
  }, 30_000);
});

describe('a transaction that is made for one account', () => {
  beforeAll(() => import('./SigningDialog'), 120_000);
  beforeEach(() => localStorage.clear());

  it('is signed by that account, and by no other', async () => {
    const { address } = await keystore();
    await ask('direct', { by: address.toLowerCase() });
    expect(button('Sign and send').disabled).toBe(false);
  }, 30_000);

  it('is not even shown to another', async () => {
    const other = `0x${'5'.repeat(40)}`;
    serve(chainAtRest(), CHAIN);
    await ask('direct', { by: other }, 'signing-problem');
    expect(screen.getByTestId('signing-problem').textContent).toContain(
      `Only account ${other} may sign this`,
    );
    expect(screen.queryByTestId('does')).toBeNull();
  }, 30_000);
});

describe('two networks with one chain id', () => {
  beforeAll(() => import('./SigningDialog'), 120_000);
  beforeEach(() => localStorage.clear());

  /** This console's network behind its server; the other one, with the same id, at an own node. */
  function twoNetworks(): { own: FakeChain; other: FakeChain } {
    const [own, other] = [chainAtRest(), chainAtRest()];
    other.genesis = `0x${'7e'.repeat(32)}`;
    serve(own, CHAIN);
    const console = globalThis.fetch;
    globalThis.fetch = (async (url: string, init?: RequestInit) => {
      if (url !== 'http://127.0.0.1:8545') return console(url, init);
      const asked = [JSON.parse(init?.body as string)].flat() as {
        id: number;
        method: string;
        params: unknown[];
      }[];
      const answers = asked.map(async ({ id, method, params }) => ({
        id,
        result: await other.send(method, params),
      }));
      return new Response(JSON.stringify(await Promise.all(answers)));
    }) as typeof fetch;
    return { own, other };
  }

  it('are told apart: an own node of the other is neither read from nor signed for', async () => {
    const { own, other } = twoNetworks();
    localStorage.setItem('govchain.readingSource', 'node');
    localStorage.setItem('govchain.nodeUrl', 'http://127.0.0.1:8545');
    await ask('direct', {}, 'signing-problem');
    const said = screen.getByTestId('signing-problem').textContent;
    expect(said).toContain('is of another network');
    expect(said).toContain(other.genesis);
    expect(said).toContain(own.genesis);
    expect(button('Sign and send').disabled).toBe(true);
    expect(new Set(other.asked.map(({ method }) => method))).toEqual(new Set(['eth_getBlockByNumber']));
  }, 30_000);

  it('are told apart: a wallet that came to the other one is neither read from nor asked to sign', async () => {
    const { other } = twoNetworks();
    const asked: string[] = [];
    const provider: Eip1193 = {
      request: ({ method, params }) => {
        asked.push(method);
        if (method === 'eth_requestAccounts') return Promise.resolve([`0x${'aa'.repeat(20)}`]);
        return other.send(method, params ?? []);
      },
    };
    // Connected before the page knew its own network.
    const signer = await connectWallet({ id: 'w', name: 'Wallet', provider });
    await ask('direct', {}, 'signing-problem', signer);
    expect(screen.getByTestId('signing-problem').textContent).toContain(
      `Remove the network with chain id ${CHAIN} from the wallet`,
    );
    expect(button('Sign and send').disabled).toBe(true);
    expect(asked).not.toContain('eth_call');
    expect(asked).not.toContain('eth_sendTransaction');
  }, 30_000);

  it('are told apart at the signature itself, when the wallet moved while its owner read', async () => {
    const { own, other } = twoNetworks();
    localStorage.setItem('govchain.readingSource', 'server');
    let behind = own;
    const asked: string[] = [];
    const provider: Eip1193 = {
      request: ({ method, params }) => {
        asked.push(method);
        if (method === 'eth_requestAccounts') return Promise.resolve([`0x${'aa'.repeat(20)}`]);
        return behind.send(method, params ?? []);
      },
    };
    const signer = await connectWallet({ id: 'w', name: 'Wallet', provider });
    await ask('direct', {}, 'raw', signer);
    behind = other;
    fireEvent.click(button('Sign and send'));
    expect((await screen.findByTestId('signing-problem')).textContent).toContain('another network');
    expect(asked).not.toContain('eth_sendTransaction');
  }, 30_000);
});

import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import i18next from 'i18next';
import { explain } from '../chain/explain';
import { OtherNetwork } from '../chain/sameNetwork';
import { ballotData } from '../chain/typedData';
import { IdentityProvider, useIdentity } from './IdentityProvider';
import { SignatureRejected, WrongNetwork, type Signer } from './signer';
import { connectWallet, watchWallets, type Eip1193, type FoundWallet } from './wallet';

const ballot = (voter: string) =>
  ballotData(190026, { proposalId: '7', support: 1, voter, nonce: 3n, reason: '' });

/** A wallet that answers as told, and remembers what it was asked. */
function wallet(
  answers: Record<string, (...parameters: unknown[]) => unknown>,
): FoundWallet & { asked: string[] } {
  const asked: string[] = [];
  const provider: Eip1193 = {
    request: async ({ method, params }) => {
      asked.push(method);
      const answer = answers[method];
      if (!answer) throw Object.assign(new Error(`${method} is not there`), { code: -32601 });
      return answer(...(params ?? []));
    },
  };
  return { id: 'test', name: 'Test wallet', provider, asked };
}
const ADDRESS = '0x00000000000000000000000000000000000000AA';
/** This console's network: what a wallet on it says of its first block. */
const NETWORK = { chainId: 190_026, genesis: `0x${'9e'.repeat(32)}` };
const first = (hash: string) => ({ eth_getBlockByNumber: () => ({ hash }) });
const rejects = () => {
  throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
};

describe('a wallet', () => {
  it('announces itself, and is found as window.ethereum otherwise', () => {
    const seen: string[][] = [];
    const own = wallet({}).provider;
    (window as { ethereum?: Eip1193 }).ethereum = own;
    const stop = watchWallets(found => seen.push(found.map(({ name }) => name)));
    const detail = { info: { uuid: 'u', name: 'Announced' }, provider: own };
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    stop();
    delete (window as { ethereum?: Eip1193 }).ethereum;
    expect(seen).toEqual([['window.ethereum'], ['Announced']]);
  });

  it('that is refused says that nothing was sent', async () => {
    const refused = await connectWallet(wallet({ eth_requestAccounts: rejects })).catch(
      (failure: unknown) => failure,
    );
    expect(refused).toBeInstanceOf(SignatureRejected);
    expect(explain(refused)).toContain('nothing was sent');
  });

  it('on another network is asked to change, and nothing is signed when it does not', async () => {
    const stays = wallet({
      eth_requestAccounts: () => [ADDRESS],
      eth_chainId: () => '0x1',
      wallet_switchEthereumChain: () => null,
    });
    const signer = await connectWallet(stays);
    const wrong = await signer.signTypedData(ballot(signer.address)).catch((failure: unknown) => failure);
    expect(wrong).toBeInstanceOf(WrongNetwork);
    expect(explain(wrong)).toContain('chain 1');
    expect(stays.asked).not.toContain('eth_signTypedData_v4');
  });

  it('is asked to change over when it is connected; staying elsewhere, the page does not read from it', async () => {
    let chain = '0x1';
    const asked: string[] = [];
    const changes = (follows: boolean) =>
      wallet({
        ...first(NETWORK.genesis),
        eth_requestAccounts: () => [ADDRESS],
        eth_chainId: () => chain,
        wallet_switchEthereumChain: parameters => {
          asked.push((parameters as { chainId: string }).chainId);
          if (!follows) return rejects();
          chain = (parameters as { chainId: string }).chainId;
          return null;
        },
      });
    expect((await connectWallet(changes(false), NETWORK)).chainId).toBe(1);
    expect((await connectWallet(changes(true), NETWORK)).chainId).toBe(190026);
    expect(asked).toEqual(['0x2e64a', '0x2e64a']);
  });

  it('that has another network under the same chain id is refused, with what to do', async () => {
    const other = wallet({
      ...first(`0x${'7e'.repeat(32)}`),
      eth_requestAccounts: () => [ADDRESS],
      eth_chainId: () => '0x2e64a',
    });
    const refused = await connectWallet(other, NETWORK).catch((failure: unknown) => failure);
    expect(refused).toBeInstanceOf(OtherNetwork);
    expect(explain(refused)).toContain('Remove the network with chain id 190026 from the wallet');
    expect(explain(refused)).toContain(`0x${'7e'.repeat(32)}`);
    await i18next.changeLanguage('zh');
    expect(explain(refused)).toContain('请在钱包中删除链 ID 为 190026 的网络');
    await i18next.changeLanguage('en');
  });

  it('whose owner puts another network behind the id later signs and sends nothing', async () => {
    let genesis = NETWORK.genesis;
    const moves = wallet({
      eth_requestAccounts: () => [ADDRESS],
      eth_chainId: () => '0x2e64a',
      eth_getBlockByNumber: () => ({ hash: genesis }),
      eth_signTypedData_v4: () => '0x00',
      eth_sendTransaction: () => '0x00',
    });
    const signer = await connectWallet(moves, NETWORK);
    genesis = `0x${'7e'.repeat(32)}`;
    const asked = { from: ADDRESS, to: ADDRESS, data: '0x', gasLimit: 1n, gasPrice: 0n, nonce: 0 };
    for (const signing of [
      signer.stay(NETWORK),
      signer.signTypedData(ballot(signer.address)),
      signer.sendTransaction({ ...asked, chainId: NETWORK.chainId }),
    ])
      await expect(signing).rejects.toBeInstanceOf(OtherNetwork);
    expect(moves.asked.filter(method => /sign|send/.test(method))).toEqual([]);
  });

  it('that changes networks between the question and the transaction is bound to the one that was shown', async () => {
    const sent: Record<string, unknown>[] = [];
    const signer = await connectWallet(
      wallet({
        eth_requestAccounts: () => [ADDRESS],
        eth_chainId: () => '0x2e64a',
        eth_sendTransaction: transaction => {
          sent.push(transaction as Record<string, unknown>);
          return '0x01';
        },
      }),
    );
    const asked = {
      chainId: 190026,
      from: ADDRESS,
      to: ADDRESS,
      data: '0x',
      gasLimit: 1n,
      gasPrice: 0n,
      nonce: 0,
    };
    await signer.sendTransaction(asked);
    expect(sent[0]).toMatchObject({ chainId: '0x2e64a', value: '0x0' });
  });

  it('that does not know the network is told of it, then signs for it', async () => {
    let chain = '0x1';
    const learns = wallet({
      eth_requestAccounts: () => [ADDRESS],
      eth_chainId: () => chain,
      wallet_switchEthereumChain: () => {
        throw Object.assign(new Error('unknown chain'), { code: 4902 });
      },
      wallet_addEthereumChain: parameters => {
        chain = (parameters as { chainId: string }).chainId;
        return null;
      },
      eth_signTypedData_v4: (address, text) => {
        const data = JSON.parse(text as string) as { primaryType: string; types: Record<string, unknown> };
        return `${String(address)} ${data.primaryType} ${Object.keys(data.types).join()}`;
      },
    });
    const signer = await connectWallet(learns);
    expect(await signer.signTypedData(ballot(signer.address))).toBe(
      `${ADDRESS.toLowerCase()} Ballot EIP712Domain,Ballot`,
    );
    expect(chain).toBe('0x2e64a');
  });
});

function Shown({ signer }: { signer: Signer }) {
  const { account, unlock, lock, lockedByItself } = useIdentity();
  return (
    <>
      <output>{account ?? 'nobody'}</output>
      <output data-testid="itself">{String(lockedByItself)}</output>
      <button onClick={() => unlock(signer)}>unlock</button>
      <button onClick={lock}>lock</button>
    </>
  );
}

describe('who signs', () => {
  afterEach(() => vi.useRealTimers());
  const held = () =>
    ({
      kind: 'keystore',
      address: ADDRESS,
      label: 'k',
      inMemory: true,
      forget: vi.fn(),
    }) as unknown as Signer;

  it('is forgotten after a while of nobody doing anything, not before', async () => {
    vi.useFakeTimers();
    const signer = held();
    render(
      <IdentityProvider>
        <Shown signer={signer} />
      </IdentityProvider>,
    );
    fireEvent.click(screen.getByText('unlock'));
    expect(screen.getByText(ADDRESS.toLowerCase())).toBeTruthy();
    act(() => vi.advanceTimersByTime(14 * 60_000));
    fireEvent.keyDown(window, { key: 'a' });
    act(() => vi.advanceTimersByTime(14 * 60_000));
    expect(signer.forget).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(60_001));
    expect(signer.forget).toHaveBeenCalled();
    expect(screen.getByText('nobody')).toBeTruthy();
    expect(screen.getByTestId('itself').textContent).toBe('true');
  });

  it('is forgotten when a machine wakes up that slept for longer, whose timers stood still', () => {
    vi.useFakeTimers();
    const signer = held();
    render(
      <IdentityProvider>
        <Shown signer={signer} />
      </IdentityProvider>,
    );
    fireEvent.click(screen.getByText('unlock'));
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    fireEvent.keyDown(window, { key: 'a' });
    expect(signer.forget).toHaveBeenCalled();
    expect(screen.getByText('nobody')).toBeTruthy();
  });

  it('is forgotten on demand', async () => {
    const signer = held();
    render(
      <IdentityProvider>
        <Shown signer={signer} />
      </IdentityProvider>,
    );
    fireEvent.click(screen.getByText('unlock'));
    fireEvent.click(screen.getByText('lock'));
    await waitFor(() => expect(screen.getByText('nobody')).toBeTruthy());
    expect(signer.forget).toHaveBeenCalled();
    expect(screen.getByTestId('itself').textContent).toBe('false');
  });
});

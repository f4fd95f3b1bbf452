import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { encryptKeystoreJsonSync, Wallet } from 'ethers';
import { useEffect, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeChain } from '../chain/testing';
import { useIdentity } from '../identity/IdentityProvider';
import { openKeystore } from '../identity/keystore';
import { Around } from '../shell/testingPages';
import { Known } from './ApplicationCard';
import { digestOf } from './digest';
import type { Application } from './reading';
import { Share } from './ReviewForm';

const REPORT = new TextEncoder().encode('Not to be admitted: the licence has run out.');
const word = (pair: string) => `0x${pair.repeat(32)}`;

interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

/** A console that hands out the report, and takes documents. */
function serve(): Sent[] {
  const chain = new FakeChain();
  chain.methods.eth_getBlockByNumber = () => ({ number: '0x9', timestamp: '0x1', baseFeePerGas: '0x0' });
  const sent: Sent[] = [];
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    if (path === '/v1/rpc') {
      const asked = [JSON.parse(init?.body as string)].flat() as {
        id: number;
        method: string;
        params: unknown[];
      }[];
      const all = asked.map(async ({ id, method, params }) => ({
        id,
        result: await chain.send(method, params),
      }));
      return new Response(JSON.stringify(await Promise.all(all)));
    }
    if (path.startsWith('/v1/documents/')) {
      const method = init?.method ?? 'GET';
      sent.push({ method, path, headers: new Headers(init?.headers), body: init?.body });
      return new Response(method === 'GET' ? REPORT : '{}');
    }
    return new Response(
      JSON.stringify({
        chainId: 190_026,
        genesis: chain.genesis,
        name: 'Test',
        environment: 'test',
        head: { number: 9, time: 3 },
      }),
    );
  }) as typeof fetch;
  return sent;
}

/** Whose key is open. */
function Reviewer({ children }: { children: ReactNode }) {
  const { unlock, account } = useIdentity();
  useEffect(() => {
    const text = encryptKeystoreJsonSync(new Wallet(word('11')), 'a long password', {
      scrypt: { N: 2, r: 1, p: 1 },
    });
    const opened = openKeystore(
      text,
      'a long password',
      'test',
      () => undefined,
      () => false,
    );
    void opened.then(unlock);
  }, [unlock]);
  return account ? <>{children}</> : null;
}

function show(page: ReactNode): void {
  render(
    <MemoryRouter>
      <Reviewer>{page}</Reviewer>
    </MemoryRouter>,
    { wrapper: Around },
  );
}

const application = (reportDigest: string): Application => ({
  id: word('01'),
  code: 'hospital',
  name: 'City Hospital',
  category: 'GOVERNANCE',
  documentDigest: word('02'),
  attributes: '',
  applicant: `0x${'03'.repeat(20)}`,
  appliedAt: 1,
  status: 'PENDING',
  reviews: [
    {
      reviewer: `0x${'04'.repeat(20)}`,
      institution: word('05'),
      code: 'court',
      recommendation: 'REJECT',
      reportDigest,
      reviewedAt: 2,
    },
  ],
});

describe('the report of a review', () => {
  // The page loads the dialog when it is first needed; how long that takes is not what is tested.
  beforeAll(() => import('../chain/SigningDialog'), 120_000);
  beforeEach(() => localStorage.clear());

  it('can be taken from the console and is compared with the digest of the review', async () => {
    const digest = await digestOf(REPORT);
    const sent = serve();
    show(<Known application={application(digest)} />);
    const report = within(await screen.findByTestId('report', {}, { timeout: 20_000 }));
    fireEvent.click(report.getByRole('button', { name: 'Download from the server and check', hidden: true }));
    expect((await screen.findByTestId('document-verdict')).textContent).toContain('The same');
    expect(sent.map(each => each.path)).toEqual([`/v1/documents/${digest}`]);
  }, 60_000);

  it('is another where the console hands out another', async () => {
    serve();
    show(<Known application={application(word('06'))} />);
    const report = within(await screen.findByTestId('report', {}, { timeout: 20_000 }));
    fireEvent.click(report.getByRole('button', { name: 'Download from the server and check', hidden: true }));
    expect((await screen.findByTestId('document-verdict')).textContent).toContain('NOT the same');
  }, 60_000);

  it('is handed to the voters by its reviewer, under a signature', async () => {
    const digest = await digestOf(REPORT);
    const sent = serve();
    show(<Share report={{ name: 'report.pdf', type: 'application/pdf', content: REPORT, digest }} />);
    const button = { name: 'Upload it to the server for the other members' };
    fireEvent.click(await screen.findByRole('button', button, { timeout: 20_000 }));
    await screen.findByTestId('does', {}, { timeout: 20_000 });
    const sign = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign' });
    await waitFor(() => expect(sign.disabled).toBe(false), { timeout: 20_000 });
    fireEvent.click(sign);
    await screen.findByText(/The document was uploaded/, {}, { timeout: 20_000 });
    const [put] = sent;
    expect([put?.method, put?.path]).toEqual(['PUT', `/v1/documents/${digest}`]);
    expect(put?.headers.get('x-govchain-statement')).toBeTruthy();
    expect(put?.body).toEqual(REPORT);
  }, 90_000);
});

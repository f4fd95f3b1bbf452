import { createHash } from 'node:crypto';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sha256, toUtf8Bytes } from 'ethers';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import EvidencePage from '../EvidencePage';

// ethers takes Node's digests for foreign bytes within jsdom, which has types of its own.
sha256.register(bytes => `0x${createHash('sha256').update(bytes).digest('hex')}`);

// Every browser has this; jsdom does not.
File.prototype.arrayBuffer ??= function arrayBuffer(this: File) {
  return new Promise<ArrayBuffer>(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(this);
  });
};

const ID = `0x${'3c'.repeat(32)}`;
const EVIDENCE = '{"kind":"evm-transaction"}';
const DIGEST = sha256(toUtf8Bytes(EVIDENCE));
const transaction = {
  id: ID,
  initiator: '0x1',
  status: 'SETTLED',
  openedAt: 1,
  deadline: 2,
  pipelines: [1],
  retries: 0,
  rejections: 0,
  steps: [
    {
      index: 0,
      pipeline: { number: 1 },
      side: 'SOURCE',
      responsible: { id: '0x1', code: 'registry' },
      verifier: { id: '0x2', code: 'court' },
      write: true,
      outcome: 'SUCCEEDED',
      outcomeDigest: DIGEST,
      verdict: 'ACCEPTED',
      compensation: 'NONE',
    },
  ],
  timeline: [],
  deadlinePassed: false,
  workOrders: [],
};

/** A server that calls everything proven. */
function credulous(asked: string[] = [], timeline: unknown[] = []) {
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    const body = path.startsWith('/v1/evidence/verify')
      ? {
          verdict: 'PROVEN',
          checks: [{ name: 'inclusion', passed: true, expected: 'x', actual: 'x' }],
          sealedBy: ['0x9'],
        }
      : path.startsWith('/v1/transactions/')
        ? { ...transaction, timeline }
        : { items: [] };
    return new Response(JSON.stringify(body), { status: 200 });
  });
}

function page() {
  render(
    <MemoryRouter initialEntries={[`/audit/evidence?transaction=${ID}`]}>
      <EvidencePage />
    </MemoryRouter>,
    { wrapper: Around },
  );
}

async function choose(text: string) {
  const input = await screen.findByTestId<HTMLInputElement>('evidence-file');
  await userEvent.upload(input, new File([text], 'step-0.json', { type: 'application/json' }));
  return screen.findByTestId('verdict');
}

afterEach(() => vi.unstubAllGlobals());

describe('verifying evidence', { timeout: 30_000 }, () => {
  it('shows the verdict on the file that the ledger names, and what stays open', async () => {
    const asked: string[] = [];
    credulous(asked);
    page();
    expect((await choose(EVIDENCE)).dataset.verdict).toBe('PROVEN');
    expect(asked).toContain(
      `POST /v1/evidence/verify?transaction=${ID}&step=0&digest=${DIGEST}&about=outcome`,
    );
    expect(screen.getByTestId('unchecked').children.length).toBeGreaterThan(2);
  });

  it('asks about the undoing, and tells of the contradiction, where the ledger names one piece for both', async () => {
    const asked: string[] = [];
    credulous(asked, [{ step: 0, type: 'StepReported', entry: 'COMPENSATED', digest: DIGEST }]);
    page();
    expect((await screen.findByTestId('contradiction')).textContent).toContain('untrue');
    const [outcome, undoing] = await screen.findAllByRole<HTMLInputElement>('radio');
    expect(outcome?.checked).toBe(true);
    await choose(EVIDENCE);
    await userEvent.click(undoing!);
    expect(undoing?.checked).toBe(true);
    expect(outcome?.checked).toBe(false);
    expect(screen.queryByTestId('verdict')).toBeNull();
    await choose(EVIDENCE);
    expect(asked.at(-1)).toContain(`digest=${DIGEST}&about=compensation`);
  });

  it('believes its own comparison rather than a server that calls another file proven', async () => {
    credulous();
    page();
    expect((await choose(`${EVIDENCE} `)).dataset.verdict).toBe('NOT_PROVEN');
    expect(document.querySelector('[data-check="page-digest"]')?.className).toBe('check-failed');
  });
});

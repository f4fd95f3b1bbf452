import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { id as idOfText } from 'ethers';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import LogPage from '../audit/LogPage';
import { Around } from '../shell/testingPages';
import TransactionsPage from './TransactionsPage';

const PATIENCE = { timeout: 60_000 };
const RECORDS = [
  { kind: 'institutions', label: 'registry', name: 'City Land Registry' },
  { kind: 'institutions', label: 'court', name: 'City Court' },
  { kind: 'subchains', label: 'registry/evidence-chain', name: '' },
  { kind: 'pipelines', label: 'registry/evidence', name: '' },
].map(each => ({ ...each, id: idOfText(each.label), status: 'ACTIVE' }));

let asked: URL[] = [];

/** Registers that look in names, codes and paths, as the server does. */
function answer(path: string): Response {
  const url = new URL(path, 'http://console');
  asked.push(url);
  const kind = /^\/v1\/records\/(.+)$/.exec(url.pathname)?.[1];
  const ids = url.searchParams.get('ids')?.split(',');
  const typed = (url.searchParams.get('q') ?? '').toLowerCase();
  const items = RECORDS.filter(
    each =>
      each.kind === kind &&
      (!ids || ids.includes(each.id)) &&
      `${each.label} ${each.name}`.toLowerCase().includes(typed),
  );
  return new Response(JSON.stringify({ items, total: items.length }));
}

function open(at: string, serve: (path: string) => Response = answer): void {
  vi.stubGlobal('fetch', async (path: string) => serve(path));
  render(
    <MemoryRouter initialEntries={[at]}>
      {at.startsWith('/audit/log') ? <LogPage /> : <TransactionsPage />}
    </MemoryRouter>,
    { wrapper: Around },
  );
}

/** What the list itself was last asked for under this name. */
const filteredBy = (name: string) =>
  asked
    .filter(url => url.pathname === '/v1/transactions' || url.pathname === '/v1/events/history')
    .at(-1)
    ?.searchParams.get(name);

async function choose(label: RegExp, typed: string, offered: string): Promise<void> {
  const user = userEvent.setup();
  await user.click(screen.getByRole('combobox', { name: label }));
  await user.paste(typed);
  await user.click(await screen.findByTitle(offered, {}, PATIENCE));
}

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem('govchain.language', 'en');
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

it('an institution is found by its name, and filters by its code', async () => {
  open('/transactions');
  await choose(/^(Initiator|发起机构)$/, 'Land Reg', 'registry (City Land Registry)');
  await waitFor(() => expect(filteredBy('initiator')).toBe('registry'), PATIENCE);
}, 120_000);

it('a pipeline filters by the path that is shown everywhere, a subchain by a part of it', async () => {
  open('/transactions');
  await choose(/^(Pipeline|管道)$/, 'registry/evidence', 'registry/evidence');
  await waitFor(() => expect(filteredBy('pipeline')).toBe('registry/evidence'), PATIENCE);
  await choose(/^(Subchain|子链)$/, 'evidence-chain', 'registry/evidence-chain');
  await waitFor(() => expect(filteredBy('subchain')).toBe('registry/evidence-chain'), PATIENCE);
}, 120_000);

it('a version of a pipeline that a link names by number is told as that', async () => {
  open('/transactions?pipeline=7');
  expect(await screen.findByTitle(/version no\. 7|第 7 号版本/, {}, PATIENCE)).toBeTruthy();
  expect(filteredBy('pipeline')).toBe('7');
  expect(screen.queryByTestId('unknown-filter')).toBeNull();
}, 120_000);

it('a code that nobody has is said, where the list of nothing would look like an answer', async () => {
  open('/audit/log?institution=regisrty');
  expect((await screen.findByTestId('unknown-filter', {}, PATIENCE)).textContent).toContain('regisrty');
}, 120_000);

it('a code that could not be looked up is not said to be unknown', async () => {
  open('/audit/log?institution=registry', path =>
    path.startsWith('/v1/records')
      ? new Response(JSON.stringify({ code: 'overloaded' }), { status: 503 })
      : answer(path),
  );
  expect((await screen.findAllByTestId('problem', {}, PATIENCE)).length).toBeGreaterThan(0);
  expect(screen.queryByTestId('unknown-filter')).toBeNull();
}, 120_000);

it('days that are turned around are said', async () => {
  open('/transactions?from=2026-11-24&to=2026-11-20');
  expect(await screen.findByTestId('turned-days', {}, PATIENCE)).toBeTruthy();
}, 120_000);

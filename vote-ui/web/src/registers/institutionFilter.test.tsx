import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { id as idOfText } from 'ethers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import PipelinesPage from '../pipelines/PipelinesPage';
import { renderRoutes } from '../shell/testingPages';
import RegisterPage from './RegisterPage';

const PATIENCE = { timeout: 60_000 };
const INSTITUTIONS = [
  { label: 'registry', name: 'City Land Registry' },
  { label: 'court', name: 'City Court' },
].map(each => ({ ...each, id: idOfText(each.label), status: 'ACTIVE' }));
const LISTS = ['/registers/subchains', '/pipelines'];

let asked: URL[] = [];

/** A register of institutions that is looked through as the server does it, and others that are empty. */
function answer(path: string): Response {
  const url = new URL(path, 'http://console');
  asked.push(url);
  if (!url.pathname.startsWith('/v1/records/')) return new Response('{}', { status: 404 });
  const ids = url.searchParams.get('ids')?.split(',');
  const typed = (url.searchParams.get('q') ?? '').toLowerCase();
  const all = url.pathname === '/v1/records/institutions' ? INSTITUTIONS : [];
  const items = all.filter(
    ({ id, label, name }) => (!ids || ids.includes(id)) && `${label} ${name}`.toLowerCase().includes(typed),
  );
  return new Response(JSON.stringify({ items, total: items.length }));
}

function open(at: string) {
  vi.stubGlobal('fetch', async (path: string) => answer(path));
  return renderRoutes(
    [
      { path: '/registers/:kind', element: <RegisterPage /> },
      { path: '/pipelines', element: <PipelinesPage /> },
    ],
    [at],
  );
}

/** By which institution the list itself was last filtered. */
const filteredBy = () =>
  asked
    .filter(({ pathname }) => /^\/v1\/records\/(subchains|pipelines)$/.test(pathname))
    .at(-1)
    ?.searchParams.get('institution');

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem('govchain.language', 'en');
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

it.each(LISTS)(
  'an institution is found by its name, and its code stands in the address: %s',
  async at => {
    const router = open(at);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('combobox', { name: 'Institution' }, PATIENCE));
    await user.paste('Land Reg');
    await user.click(await screen.findByTitle('registry (City Land Registry)', {}, PATIENCE));
    await waitFor(() => expect(filteredBy()).toBe('registry'), PATIENCE);
    expect(router.state.location.search).toBe('?institution=registry');
  },
  120_000,
);

it.each(LISTS.flatMap(at => [[at, 'court'] as const, [at, idOfText('court')] as const]))(
  'an address with a code or an id filters as before, and is told by name: %s %s',
  async (at, institution) => {
    open(`${at}?institution=${institution}`);
    expect(await screen.findByTitle('court (City Court)', {}, PATIENCE)).toBeTruthy();
    expect(filteredBy()).toBe(institution);
    expect(screen.queryByTestId('unknown-filter')).toBeNull();
  },
  120_000,
);

it('a code that nobody has is said', async () => {
  open('/registers/subchains?institution=cuort');
  expect((await screen.findByTestId('unknown-filter', {}, PATIENCE)).textContent).toContain('cuort');
}, 120_000);

it('institutions themselves are not filtered by institution', async () => {
  open('/registers/institutions');
  await screen.findByText('City Court', {}, PATIENCE);
  expect(screen.queryByRole('combobox', { name: 'Institution' })).toBeNull();
}, 120_000);

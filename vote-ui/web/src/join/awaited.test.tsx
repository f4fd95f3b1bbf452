import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { FakeChain, serve } from '../chain/testing';
import { useIdentity } from '../identity/IdentityProvider';
import type { Signer } from '../identity/signer';
import { Around, renderRoutes } from '../shell/testingPages';
import JoinPage from './JoinPage';
import SetupPage from './SetupPage';

const PATIENCE = { timeout: 60_000 };
const REGISTRY = { id: `0x${'11'.repeat(32)}`, label: 'registry', kind: 'institutions', status: 'ACTIVE' };

/** The set-up of an institution; the registers answer as told. */
function open(at: string, registers: (path: string) => Promise<Response>): void {
  serve(new FakeChain(), 190_026);
  const others = globalThis.fetch;
  globalThis.fetch = (async (path: string, init?: RequestInit) =>
    /^\/v1\/(records|transactions)/.test(path) ? registers(path) : others(path, init)) as typeof fetch;
  render(
    <MemoryRouter initialEntries={[at]}>
      <SetupPage />
    </MemoryRouter>,
    { wrapper: Around },
  );
}

const busy = async () => new Response(JSON.stringify({ code: 'overloaded' }), { status: 503 });

beforeEach(() => localStorage.clear());

it('the set-up tells nothing of a member that could not be read', async () => {
  open('/join/setup?institution=registry', async path =>
    path.startsWith('/v1/records/institutions')
      ? new Response(JSON.stringify({ items: [REGISTRY], total: 1 }))
      : busy(),
  );

  expect((await screen.findByTestId('problem', {}, PATIENCE)).textContent).toMatch(/is busy|很忙/);
  expect(screen.queryByTestId('checklist')).toBeNull();
}, 120_000);

it('the set-up tells nothing of a member before it is read', async () => {
  const asked: string[] = [];
  open('/join/setup?institution=registry', async path => {
    asked.push(path);
    return path.startsWith('/v1/records/institutions')
      ? new Response(JSON.stringify({ items: [REGISTRY], total: 1 }))
      : new Promise<Response>(() => {});
  });

  await waitFor(
    () => expect(asked.some(path => path.startsWith('/v1/records/accounts'))).toBe(true),
    PATIENCE,
  );
  expect(screen.queryByTestId('checklist')).toBeNull();
}, 120_000);

it('the set-up tells how far a member is once it is read', async () => {
  open(
    '/join/setup?institution=registry',
    async path =>
      new Response(
        JSON.stringify(path.startsWith('/v1/records/institutions') ? { items: [REGISTRY] } : { items: [] }),
      ),
  );

  expect(await screen.findByTestId('checklist', {}, PATIENCE)).toBeDefined();
}, 120_000);

it('the set-up shows no points before an institution is chosen', async () => {
  open('/join/setup', async () => new Response(JSON.stringify({ items: [] })));

  await screen.findByRole('combobox', {}, PATIENCE);
  expect(screen.queryByTestId('checklist')).toBeNull();
}, 120_000);

function Key() {
  const { unlock, lock } = useIdentity();
  const signer = { address: `0x${'2b'.repeat(20)}`, label: 'k', inMemory: true, forget: () => {} };
  return (
    <>
      <button onClick={() => unlock(signer as unknown as Signer)}>unlock</button>
      <button onClick={lock}>forget</button>
    </>
  );
}

/** The page for applicants; the registers have these applications of the account. */
function openJoin(applications: object[]) {
  serve(new FakeChain(), 190_026);
  const others = globalThis.fetch;
  globalThis.fetch = (async (path: string, init?: RequestInit) =>
    path.startsWith('/v1/records')
      ? new Response(
          JSON.stringify({ items: path.includes('/membership-applications?') ? applications : [] }),
        )
      : others(path, init)) as typeof fetch;
  const page = (
    <>
      <Key />
      <JoinPage />
    </>
  );
  return renderRoutes([
    { path: '/', element: page },
    { path: '/elsewhere', element: null },
  ]);
}

it('an application keeps what was typed while its key is locked', async () => {
  const router = openJoin([]);
  const code = () => document.querySelector<HTMLInputElement>('#apply-code');
  expect(code()).toBeNull();
  fireEvent.click(screen.getByText('unlock'));
  await waitFor(() => expect(code()).not.toBeNull(), PATIENCE);
  fireEvent.change(code()!, { target: { value: 'harbour' } });

  fireEvent.click(screen.getByText('forget'));

  await waitFor(() => expect(screen.queryByText(/^(My applications|我的申请)$/)).toBeNull(), PATIENCE);
  expect(code()?.value).toBe('harbour');

  await act(() => router.navigate('/elsewhere'));
  expect(await screen.findByTestId('leaving', {}, PATIENCE)).toBeDefined();
  expect(code()?.value).toBe('harbour');
}, 120_000);

it('an own application speaks to the applicant, and tells how her document gets to the server', async () => {
  const digest = `0x${'66'.repeat(32)}`;
  openJoin([
    {
      id: `0x${'55'.repeat(32)}`,
      kind: 'membership-applications',
      label: 'harbour',
      status: 'PENDING',
      documentDigest: digest,
    },
  ]);
  fireEvent.click(await screen.findByText('unlock', {}, PATIENCE));

  const document = await screen.findByTestId('document', {}, PATIENCE);
  expect(document.getAttribute('aria-label')).toMatch(/^(Your document|您的申请文件)$/);
  expect(document.textContent).toMatch(/choose the same file here again|再次选择同一份文件/);
  expect(document.textContent).not.toMatch(/applicant sent you|申请方发给您/);
}, 120_000);

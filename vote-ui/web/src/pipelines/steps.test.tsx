import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { FakeChain, serve } from '../chain/testing';
import { renderRoutes } from '../shell/testingPages';
import { PipelineForm, type Draft } from './PipelineForm';

const PATIENCE = { timeout: 60_000 };
const record = (id: string, more: Record<string, unknown>) => ({
  id,
  label: id,
  status: 'ACTIVE',
  ...more,
});
const REGISTERS: Record<string, object[]> = {
  subchains: [record('chain', { institution: 'one', service: 'sub' })],
  services: [record('cross', { institution: 'one', serviceKind: 'CROSSCHAIN_PROXY', pairedWith: 'sub' })],
  applications: [record('app', { subchain: 'chain' })],
  'business-contracts': [record('contract', { subchain: 'chain', dataClass: 'GENERAL', functions: [] })],
};
const side = {
  institution: 'one',
  subchain: 'chain',
  application: 'app',
  businessContract: 'contract',
  functions: ['store(bytes32)'],
};
const INITIAL: Draft = {
  code: '',
  source: side,
  target: { functions: [] },
  terms: { validUntil: 9_999_999_999, dataClass: 'GENERAL', callsPerWindow: 0, windowSeconds: 0 },
};

function open(at: string, answer = true) {
  serve(new FakeChain(), 190_026);
  const others = globalThis.fetch;
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    const kind = /^\/v1\/records\/([\w-]+)/.exec(path)?.[1];
    if (!kind) return others(path, init);
    if (!answer) return new Response(JSON.stringify({ code: 'overloaded' }), { status: 503 });
    return new Response(JSON.stringify({ items: REGISTERS[kind] ?? [] }));
  }) as typeof fetch;
  const form = (
    <PipelineForm actor={{ account: '0x1', contactOf: [] }} amended={undefined} initial={INITIAL} />
  );
  return renderRoutes(
    [
      { path: '/pipelines', element: <p>all pipelines</p> },
      { path: '/pipelines/new', element: form },
    ],
    ['/pipelines', at],
  );
}

const code = () => document.querySelector<HTMLInputElement>('#pipeline-code');

beforeEach(() => localStorage.clear());

it('the browser’s Back leads to the step before, with what was filled in, and asks before the form is left', async () => {
  const router = open('/pipelines/new');
  await waitFor(() => expect(code()).not.toBeNull(), PATIENCE);
  fireEvent.change(code()!, { target: { value: 'deeds' } });
  await waitFor(() => {
    fireEvent.click(screen.getByRole('button', { name: /^(Next|下一步)$/ }));
    expect(document.querySelector('#target-institution')).not.toBeNull();
  }, PATIENCE);
  expect(router.state.location.search).toBe('?step=2');

  await act(() => router.navigate(-1));
  await waitFor(() => expect(code()?.value).toBe('deeds'), PATIENCE);
  expect(screen.queryByTestId('leaving')).toBeNull();

  await act(() => router.navigate(-1));
  expect(await screen.findByTestId('leaving', {}, PATIENCE)).toBeTruthy();
  expect(code()?.value).toBe('deeds');
}, 120_000);

it('no address leads past a step that is not filled in', async () => {
  open('/pipelines/new?step=4');
  await waitFor(() => expect(code()).not.toBeNull(), PATIENCE);
  expect(document.querySelector('#target-institution')).toBeNull();
}, 120_000);

it('choices that could not be read are told as that, with a way to ask again', async () => {
  open('/pipelines/new', false);
  expect((await screen.findAllByTestId('problem', {}, PATIENCE))[0]?.textContent).toMatch(/is busy|很忙/);
}, 120_000);

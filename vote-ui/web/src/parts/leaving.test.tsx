import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { FakeChain, serve } from '../chain/testing';
import NewOrderPage from '../orders/NewOrderPage';
import { renderRoutes } from '../shell/testingPages';

const PATIENCE = { timeout: 60_000 };

function open(at = '/orders/new') {
  serve(new FakeChain(), 190_026);
  return renderRoutes(
    [
      { path: '/orders/new/:kind?', element: <NewOrderPage /> },
      { path: '/registers', element: <p>the registers</p> },
    ],
    ['/registers', at],
  );
}

const description = () => screen.findByTestId<HTMLTextAreaElement>('description', {}, PATIENCE);
const unloads = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

beforeEach(() => localStorage.clear());

it('an order that was begun is not left without asking, neither by a link nor by Back', async () => {
  const router = open();
  fireEvent.change(await description(), { target: { value: 'Admit the harbour' } });

  for (const go of [() => router.navigate('/registers'), () => router.navigate(-1)]) {
    await act(go);
    expect(await screen.findByTestId('leaving', {}, PATIENCE)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^(Stay here|留在本页)$/ }));
    await waitFor(() => expect(blocked(router)).toBe(false), PATIENCE);
    expect((await description()).value).toBe('Admit the harbour');
  }
  expect(unloads()).toBe(false);

  await act(() => router.navigate('/registers'));
  fireEvent.click(
    await screen.findByRole('button', { name: /^(Leave and lose it|离开，放弃所填内容)$/ }, PATIENCE),
  );
  expect(await screen.findByText('the registers', {}, PATIENCE)).toBeTruthy();
  expect(unloads()).toBe(true);
}, 120_000);

it('another kind of change is chosen without asking, and nothing is asked where nothing was begun', async () => {
  const router = open();
  const field = await description();
  expect(unloads()).toBe(true);
  fireEvent.change(field, { target: { value: 'Admit the harbour' } });
  await act(() => router.navigate('/orders/new/suspend-institution', { replace: true }));
  expect(screen.queryByTestId('leaving')).toBeNull();
  expect((await description()).value).toBe('Admit the harbour');

  fireEvent.change(await description(), { target: { value: '' } });
  await act(() => router.navigate('/registers'));
  expect(await screen.findByText('the registers', {}, PATIENCE)).toBeTruthy();
}, 120_000);

it('a change that is being typed is not left without asking, before it is in the order and after', async () => {
  const router = open('/orders/new/Contracts.register?name=Bridge');
  await description();
  const name = () => screen.getByLabelText<HTMLTextAreaElement>(/^(Name of the contract|合约名称)$/);
  expect(name().value).toBe('Bridge');
  expect(unloads()).toBe(true);
  const location = screen.getByLabelText<HTMLInputElement>(/^(Address|地址)$/);
  fireEvent.change(location, { target: { value: ' ' } });
  expect(unloads()).toBe(true);
  fireEvent.change(location, { target: { value: `0x${'12'.repeat(20)}` } });
  expect(unloads()).toBe(false);
  await act(() => router.navigate('/registers'));
  expect(await screen.findByTestId('leaving', {}, PATIENCE)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^(Stay here|留在本页)$/ }));
  await waitFor(() => expect(blocked(router)).toBe(false), PATIENCE);

  fireEvent.click(screen.getByTestId('add-change'));
  await waitFor(() => expect(name().value).toBe(''), PATIENCE);
  expect(unloads()).toBe(false);
  fireEvent.click(await screen.findByRole('button', { name: /^(Remove|移除)$/ }, PATIENCE));
  await waitFor(() => expect(unloads()).toBe(true), PATIENCE);
}, 120_000);

it('what was typed for one kind of change is still there after a look at another, and is asked about there', async () => {
  const router = open('/orders/new/ProtocolKeys.setConfirmations');
  await description();
  const field = () => document.querySelector<HTMLInputElement>('input[inputmode=numeric]');
  fireEvent.change(field()!, { target: { value: '3' } });
  await act(() => router.navigate('/orders/new/Nodes.setMinimumValidators', { replace: true }));
  expect(screen.queryByTestId('leaving')).toBeNull();
  expect(field()?.value).toBe('');
  expect(unloads()).toBe(false);
  await act(() => router.navigate('/orders/new/ProtocolKeys.setConfirmations', { replace: true }));
  expect(field()?.value).toBe('3');
}, 120_000);

const blocked = (router: ReturnType<typeof open>): boolean =>
  [...router.state.blockers.values()].some(each => each.state === 'blocked');

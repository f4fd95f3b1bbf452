import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { arriving, type Code } from './arrival';
import { RouteFailed } from './RouteFailed';
import { SettingsProvider } from './settings';

const PATIENCE = { timeout: 60_000 };

afterEach(() => vi.unstubAllGlobals());

/** A page that is visited while the server is as told. */
function visit(load: Code): void {
  const router = createMemoryRouter([
    {
      path: '/',
      lazy: async () => ({ Component: await arriving(load) }),
      ErrorBoundary: RouteFailed,
      HydrateFallback: () => null,
    },
  ]);
  render(
    <SettingsProvider>
      <RouterProvider router={router} />
    </SettingsProvider>,
  );
}

const page: Code = async () => ({ default: () => <p>the report</p> });

it.each([
  ['nobody answers', async () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a proxy answers for it', async () => new Response('', { status: 502 })],
])(
  'a page that was never loaded appears by itself once the server is back: %s',
  async (_, down) => {
    vi.stubGlobal('fetch', down);
    const load = vi.fn(page);
    visit(load);
    expect((await screen.findByTestId('late', {}, PATIENCE)).textContent).toMatch(/does not answer|没有应答/);
    // A failure to load code lasts as long as the document: it must not be asked for in vain.
    expect(load).not.toHaveBeenCalled();

    vi.stubGlobal('fetch', async () => new Response());
    expect(await screen.findByText('the report', {}, PATIENCE)).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  },
  120_000,
);

it('a reader who does not want to wait asks at once', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
  visit(page);
  await screen.findByTestId('late', {}, PATIENCE);
  vi.stubGlobal('fetch', async () => new Response());
  fireEvent.click(screen.getByRole('button', { name: /^(Try now|现在再试)$/ }));
  expect(await screen.findByText('the report', {}, PATIENCE)).toBeTruthy();
}, 120_000);

it('code that a server which answers does not have is told in a sentence, with what it costs to reload', async () => {
  vi.stubGlobal('fetch', async () => new Response());
  visit(async () => Promise.reject(new Error('Unable to preload CSS for /assets/audit.css')));
  expect((await screen.findByRole('alert', {}, PATIENCE)).textContent).toMatch(/was updated|已更新/);
}, 120_000);

import { render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import { BusinessSection } from './BusinessSection';
import { CreditSection } from './CreditSection';

const PATIENCE = { timeout: 60_000 };

// jsdom draws nothing.
vi.mock('../charts/Picture', () => ({ Picture: () => null }));

afterEach(() => vi.unstubAllGlobals());

/** The sections, beside a server that answers what it is asked of the network, and nothing else before it is told to. */
function open(): { answer: () => void; asked: string[] } {
  const asked: string[] = [];
  let answer = () => {};
  const told = new Promise<void>(resolve => (answer = resolve));
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (path !== '/v1/network') await told;
    return new Response(JSON.stringify({ items: [], total: 0, head: { number: 9, time: 1_803_902_500 } }));
  });
  render(
    <MemoryRouter>
      <BusinessSection overview={undefined} />
      <CreditSection />
    </MemoryRouter>,
    { wrapper: Around },
  );
  return { answer, asked };
}

it('the dashboard tells no figures before it has them', async () => {
  const server = open();
  await waitFor(
    () => expect(server.asked.some(path => path.startsWith('/v1/statistics'))).toBe(true),
    PATIENCE,
  );

  expect(screen.queryByText(/^(Opened|发起)$/)).toBeNull();
  expect(document.body.textContent).not.toMatch(/no data for this|没有数据/);

  server.answer();
  expect((await screen.findAllByText(/^(Opened|发起)/, {}, PATIENCE)).length).toBeGreaterThan(0);
  expect(screen.getAllByText(/no data for this|没有数据/).length).toBeGreaterThan(0);
}, 120_000);

import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import { ChainSection } from './ChainSection';

const PATIENCE = { timeout: 60_000 };

// jsdom draws nothing.
vi.mock('../charts/Picture', () => ({ Picture: () => null }));

afterEach(() => vi.unstubAllGlobals());

it.each(['/v1/blocks', '/v1/validators'])('the dashboard says that %s could not be read', async path => {
  vi.stubGlobal('fetch', async (asked: string) =>
    asked.startsWith(path)
      ? new Response(JSON.stringify({ code: 'overloaded' }), { status: 503 })
      : new Response(JSON.stringify({ items: [], total: 0, head: { number: 9, time: 1 } })),
  );
  render(
    <MemoryRouter>
      <ChainSection overview={undefined} />
    </MemoryRouter>,
    { wrapper: Around },
  );
  expect((await screen.findByTestId('problem', {}, PATIENCE)).textContent).toMatch(/is busy|很忙/);
  if (path === '/v1/blocks') expect(document.body.textContent).not.toMatch(/no data for this|没有数据/);
});

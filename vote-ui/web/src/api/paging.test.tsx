import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Pager } from '../parts/Pager';
import { useList } from './hooks';

const PATIENCE = { timeout: 60_000 };

afterEach(() => vi.unstubAllGlobals());

/** Five pages of one item; each answer is given when it is let go. */
function slowPages() {
  const held: (() => void)[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    const at = Number(new URL(path, 'http://console').searchParams.get('cursor') ?? 0);
    const more = at < 4 ? { cursor: String(at + 1) } : {};
    const body = JSON.stringify({ items: [{ id: `item ${at}` }], total: 5, ...more });
    return new Promise<Response>(done => held.push(() => done(new Response(body, { status: 200 }))));
  });
  return async () => {
    await waitFor(() => expect(held).not.toHaveLength(0), PATIENCE);
    act(() => held.splice(0).forEach(each => each()));
  };
}

function Things() {
  const list = useList<{ id: string }>('/v1/things', {}, 1);
  return (
    <>
      <output>{list.items.map(each => each.id).join()}</output>
      <Pager {...list} />
    </>
  );
}

describe('a list that answers slowly', () => {
  it('goes on by one page, however often Next is pressed before it answers', async () => {
    const letGo = slowPages();
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    render(<Things />, {
      wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
    });
    await letGo();
    expect(await screen.findByText('item 0', {}, PATIENCE)).toBeTruthy();
    const next = screen.getByRole('button', { name: /Next/ });

    await userEvent.click(next);
    await userEvent.click(next);
    expect(next.getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('item 0')).toBeTruthy();
    await letGo();

    expect(await screen.findByText('item 1', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 2')).toBeTruthy();
    await waitFor(() => expect(next.getAttribute('aria-busy')).toBe('false'), PATIENCE);
    await userEvent.click(screen.getByRole('button', { name: /Previous/ }));
    expect(await screen.findByText('item 0', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 1')).toBeTruthy();
  });
});

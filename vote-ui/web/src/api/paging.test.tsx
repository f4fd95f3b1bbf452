import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Pager } from '../parts/Pager';
import { Around, renderRoutes } from '../shell/testingPages';
import { useList } from './hooks';
import { filteredBy } from './place';

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
    render(
      <MemoryRouter>
        <Things />
      </MemoryRouter>,
      { wrapper: Around },
    );
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

/** Five pages of one item, told at once. */
function pages() {
  vi.stubGlobal('fetch', async (path: string) => {
    const at = Number(new URL(path, 'http://console').searchParams.get('cursor') ?? 0);
    const more = at < 4 ? { cursor: String(at + 1) } : {};
    return new Response(JSON.stringify({ items: [{ id: `item ${at}` }], total: 5, ...more }));
  });
}

function openAt(address: string) {
  return renderRoutes(
    [
      { path: '/things', element: <Things /> },
      { path: '/things/:id', element: <p>one thing</p> },
    ],
    [address],
  );
}

const press = (name: RegExp) => userEvent.click(screen.getByRole('button', { name }));

describe('the page of a list', () => {
  it('is found again by Back from an entry, and led back from page by page', async () => {
    pages();
    const router = openAt('/things');
    await screen.findByText('item 0', {}, PATIENCE);
    for (const item of ['item 1', 'item 2']) {
      await press(/Next/);
      await screen.findByText(item, {}, PATIENCE);
    }
    await act(() => router.navigate('/things/2'));
    await screen.findByText('one thing');
    await act(() => router.navigate(-1));
    expect(await screen.findByText('item 2', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 3')).toBeTruthy();

    await press(/Previous/);
    expect(await screen.findByText('item 1', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 2')).toBeTruthy();
  });

  it('is opened by a link, from where one goes on and back to the first', async () => {
    pages();
    openAt('/things?cursor=2&page=3');
    expect(await screen.findByText('item 2', {}, PATIENCE)).toBeTruthy();
    await press(/Next/);
    expect(await screen.findByText('item 3', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 4')).toBeTruthy();
    await press(/Previous/);
    expect(await screen.findByText('item 2', {}, PATIENCE)).toBeTruthy();
    await press(/Previous/);
    expect(await screen.findByText('item 0', {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('Page 1')).toBeTruthy();
  });

  it('is the first one again with another filter', () => {
    const before = new URLSearchParams('cursor=2&page=3&inbox-cursor=9&inbox-page=2&kind=a');
    expect(filteredBy(before, 'kind', 'b').toString()).toBe('kind=b');
    expect(filteredBy(before, 'kind', undefined).toString()).toBe('');
  });
});

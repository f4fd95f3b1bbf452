import { renderHook, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { Institution } from '../parts/Institution';
import { shortened } from '../parts/shortened';
import { Around } from '../shell/testingPages';
import { RecordSearch } from './inputs/RecordSearch';
import { RecordLink } from './RecordLink';
import { useLabels, useRecords } from './useRecords';

const MANY = 450;
const PATIENCE = { timeout: 60_000 };
const id = (at: number) => `0x${at.toString(16).padStart(8, '0')}${'ab'.repeat(28)}`;
const account = (at: number) => `0x${at.toString(16).padStart(40, '0')}`;
const institutions = Array.from({ length: MANY }, (_, at) => ({
  id: id(at),
  kind: 'institutions',
  label: `member-${at}`,
  status: 'ACTIVE',
  contact: account(at),
}));

let asked: URL[] = [];

/** A register that answers as the server does. */
function serve(path: string): Response {
  const url = new URL(path, 'http://console');
  asked.push(url);
  const of = (name: string) => url.searchParams.get(name);
  const ids = of('ids')?.split(',');
  const fit = institutions.filter(
    each =>
      (!ids || ids.some(one => each.id.startsWith(one))) &&
      (!of('account') || each.contact === of('account')) &&
      each.label.includes(of('q') ?? ''),
  );
  const from = Number(of('cursor') ?? 0);
  const to = from + Number(of('limit') ?? 50);
  const more = to < fit.length ? { cursor: String(to) } : {};
  return new Response(JSON.stringify({ items: fit.slice(from, to), total: fit.length, ...more }));
}

const routed = (part: ReactNode) => render(<MemoryRouter>{part}</MemoryRouter>, { wrapper: Around });

describe('a register of more than one page', () => {
  beforeEach(() => {
    asked = [];
    globalThis.fetch = (async (path: string) => serve(path)) as typeof fetch;
  });

  it('shouldBeReadToItsEnd_whenAllThatFitsIsAskedFor', async () => {
    const { result } = renderHook(() => useRecords('institutions', {}), { wrapper: Around });
    await waitFor(() => expect(result.current.records).toHaveLength(MANY));
    expect(asked).toHaveLength(3);
  });

  it('shouldFindTheContactOfALateMember_whenAskedByAccount', async () => {
    const { result } = renderHook(() => useRecords('institutions', { account: account(449) }), {
      wrapper: Around,
    });
    await waitFor(() => expect(result.current.records.map(each => each.label)).toEqual(['member-449']));
  });

  it('shouldNameLateMembersWithOneRequestForAll_whenTheirIdsComeUp', async () => {
    const late = [id(447), id(448), id(449).slice(0, 34)];
    const { result } = renderHook(() => late.map(useLabels('institutions')), { wrapper: Around });
    await waitFor(() => expect(result.current).toEqual(['member-447', 'member-448', 'member-449']));
    expect(asked.map(url => url.searchParams.get('ids')?.split(',').length)).toEqual([3]);
  });

  it('shouldAskAgainForNobody_whenAnIdIsNotRegistered', async () => {
    const { result, rerender } = renderHook(() => useLabels('institutions')(id(9_999)), {
      wrapper: Around,
    });
    await waitFor(() => expect(asked).toHaveLength(1));
    rerender();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(result.current).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('shouldShowNoId_whileItsNameIsAskedFor', async () => {
    const named = routed(<RecordLink kind="institutions" id={id(7)} />);
    expect(named.container.textContent).toBe('');
    expect(named.container.querySelector('[aria-busy=true]')).toBeTruthy();
    expect(await named.findByText('member-7')).toBeTruthy();
    expect(named.container.querySelector('[aria-busy]')).toBeNull();
  });

  it('shouldShowTheShortId_onceItIsKnownThatThereIsNoName', async () => {
    const nameless = routed(<Institution id={id(9_998)} />);
    expect(nameless.container.textContent).toBe('');
    expect(await nameless.findByText(shortened(id(9_998)))).toBeTruthy();
  });

  it('shouldShowTheShortId_whenNobodyCouldBeAsked', async () => {
    globalThis.fetch = (async () => new Response('{}', { status: 500 })) as typeof fetch;
    const nameless = routed(<Institution id={id(9_997)} />);
    expect(await nameless.findByText(shortened(id(9_997)))).toBeTruthy();
  });

  it(
    'shouldFindALateMemberByTyping_andTellThatTheListIsCut',
    async () => {
      const chosen: (string | undefined)[] = [];
      render(
        <RecordSearch
          kind="institutions"
          label="Institution"
          value={undefined}
          onChange={(next, record) => chosen.push(next, record?.label)}
        />,
        { wrapper: Around },
      );
      const user = userEvent.setup();
      await user.click(screen.getByRole('combobox'));
      expect(await screen.findByText(/400/, {}, PATIENCE)).toBeTruthy();
      await user.paste('member-449');
      await user.click(await screen.findByTitle('member-449', {}, PATIENCE));
      expect(chosen).toEqual([id(449), 'member-449']);
    },
    PATIENCE.timeout,
  );
});

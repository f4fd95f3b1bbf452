import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Around } from '../shell/testingPages';
import { EventSentence } from './History';
import { Value } from './Value';

const ACCOUNT = `0x92${'28'.repeat(19)}`;

afterEach(() => vi.unstubAllGlobals());

function shown(what: React.ReactNode) {
  const items = [
    { id: ACCOUNT, kind: 'accounts', label: ACCOUNT, status: 'ACTIVE', institutionCode: 'registry' },
  ];
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      new Response(JSON.stringify({ items: path.includes('/accounts') ? items : [], total: 1 }), {
        status: 200,
      }),
    ),
  );
  return render(<MemoryRouter>{what}</MemoryRouter>, { wrapper: Around }).container;
}

describe('values of the chain', () => {
  it('number steps as people do, from 1', () => {
    expect(shown(<Value kind={{ is: 'step' }} value={0} />).textContent).toBe('1');
    expect(shown(<Value kind={{ is: 'step' }} value={255} />).textContent).toBe('–');
  });

  it('name who voted by the institution’s code', async () => {
    shown(
      <EventSentence event={{ type: 'VoteCast', data: { voter: ACCOUNT, vote: 'FOR', workOrder: '0x1' } }} />,
    );
    expect(await screen.findByText(/registry/)).toBeTruthy();
  });
});

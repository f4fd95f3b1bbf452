import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { offered } from '../registers/inputs/RecordSearch';
import { registered } from '../registers/kinds';
import { RecordLink } from '../registers/RecordLink';
import { Value } from '../registers/Value';
import { Name, nameAsText } from './Name';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';

const TURNED = '\u202etruoC ytiC';
const SHOWN = '\\u{202e}truoC ytiC';

const show = (page: React.ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>{page}</MemoryRouter>
    </QueryClientProvider>,
  ).container;

describe('a name', () => {
  it.each([
    ['by itself', <Name key="1" text={TURNED} />],
    ['as a value of a record', <Value key="2" kind={{ is: 'text' }} value={TURNED} />],
    ['as a link', <RecordLink key="3" kind="alliances" id="0x1" label={TURNED} />],
  ])('shows what turns it around, %s', (_, page) => {
    const container = show(page);
    expect(container.textContent).toBe(SHOWN);
    expect(container.querySelector('bdi')?.textContent).toBe(SHOWN);
  });

  it('shows it in lists to choose from, and keeps letters from right to left together', () => {
    const record = registered('institutions', {
      id: '0x1',
      label: 'court',
      name: TURNED,
      status: 'ACTIVE',
    } as never);
    expect(offered(record, 'en').label).toBe(`court (${SHOWN})`);
    expect(nameAsText('בית משפט')).toBe('\u2068בית משפט\u2069');
    expect(nameAsText('City Court')).toBe('City Court');
  });
});

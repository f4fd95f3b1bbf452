import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { Related } from './RecordPage';

it('lists who is related in several ways once', () => {
  const registry = { kind: 'institutions', id: `0x${'11'.repeat(32)}`, label: 'registry' };
  const court = { kind: 'institutions', id: `0x${'22'.repeat(32)}`, label: 'court' };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Related
          related={[
            { ...registry, relation: 'source.institution' },
            { ...court, relation: 'target.institution' },
            { ...registry, relation: 'institution' },
          ]}
        />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  expect(screen.getAllByRole('listitem').map(each => each.textContent)).toEqual(['registry', 'court']);
});

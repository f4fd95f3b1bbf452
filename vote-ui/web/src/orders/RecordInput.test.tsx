import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18n from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { RecordInput } from './RecordInput';

const NODE = `0x${'12'.repeat(32)}`;

afterEach(async () => {
  vi.unstubAllGlobals();
  await i18n.changeLanguage('en');
});

it('offers records with their state in the words of their kind', async () => {
  await i18n.changeLanguage('zh');
  const items = [{ id: NODE, kind: 'nodes', label: 'enode', status: 'REQUESTED' }];
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items, total: 1 })));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RecordInput
        field={{ name: 'node', type: 'record', of: 'nodes' }}
        values={{}}
        value=""
        onChange={() => undefined}
        described={{ id: 'node', 'aria-invalid': false, 'aria-describedby': 'hint' }}
      />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('combobox'));
  expect(await screen.findByTitle('enode · 待接纳', {}, { timeout: 60_000 })).toBeTruthy();
}, 60_000);

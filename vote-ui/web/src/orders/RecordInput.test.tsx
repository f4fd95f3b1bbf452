import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18n from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { Around } from '../shell/testingPages';
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
  shown();
  await userEvent.click(screen.getByRole('combobox'));
  expect(await screen.findByTitle('enode · 待接纳', {}, { timeout: 60_000 })).toBeTruthy();
}, 60_000);

it('speaks of no list where nothing was found, and says so beside the field', async () => {
  vi.stubGlobal('fetch', async (path: string) => {
    const items = path.includes('q=')
      ? []
      : [{ id: NODE, kind: 'nodes', label: 'enode', status: 'REQUESTED' }];
    return new Response(JSON.stringify({ items, total: items.length }));
  });
  shown();
  const field = screen.getByRole('combobox');
  await userEvent.click(field);
  await screen.findByTitle(/^enode/, {}, { timeout: 60_000 });
  await userEvent.paste('nobody');
  await waitFor(() => expect(field.getAttribute('aria-expanded')).toBe('false'), { timeout: 60_000 });
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
  expect(screen.getByRole('status').textContent).not.toBe('');
  await userEvent.clear(field);
  await userEvent.paste(NODE);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(''), { timeout: 60_000 });
}, 60_000);

function shown() {
  return render(
    <RecordInput
      field={{ name: 'node', type: 'record', of: 'nodes' }}
      values={{}}
      value=""
      onChange={() => undefined}
      described={{ id: 'node', 'aria-invalid': false, 'aria-describedby': 'hint' }}
    />,
    { wrapper: Around },
  );
}

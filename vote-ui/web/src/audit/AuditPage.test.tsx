import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { Around } from '../shell/testingPages';
import AuditPage from './AuditPage';

const rule = (name: string, configured?: Record<string, number>) => ({
  rule: name,
  description: { zh: name, en: name },
  severity: 'WARNING',
  findings: 7,
  open: 1,
  acknowledged: 2,
  closed: 4,
  ...(configured ? { configured } : {}),
});

describe('the page of the rules', () => {
  beforeEach(() => {
    localStorage.clear();
    const answers: Record<string, unknown> = {
      '/v1/audit/rules': {
        items: [
          rule('chain-stalled', { stalledSeconds: 45 }),
          rule('policy-loosened', {}),
          rule('of-a-later-console', { patience: 7 }),
          rule('of-an-earlier-console'),
        ],
      },
    };
    globalThis.fetch = (async (path: string) => {
      const found = answers[path.split('?')[0] ?? ''] ?? { items: [], total: 0 };
      return new Response(JSON.stringify(found));
    }) as typeof fetch;
  });

  it('lists each rule with what it is configured with, and where its findings stand', async () => {
    render(
      <MemoryRouter initialEntries={['/audit']}>
        <AuditPage />
      </MemoryRouter>,
      { wrapper: Around },
    );
    const cells = async (name: string) =>
      [...(await screen.findByTestId(`rule-${name}`, {}, { timeout: 20_000 })).children].map(
        cell => cell.textContent,
      );
    expect((await cells('chain-stalled'))[2]).toBe('45 s');
    expect((await cells('chain-stalled')).slice(3)).toEqual(['7', '1', '2', '4']);
    expect((await cells('policy-loosened'))[2]).toBe('–');
    expect((await cells('of-a-later-console'))[2]).toBe('patience: 7');
    expect((await cells('of-an-earlier-console'))[2]).toBe('–');
  }, 30_000);
});

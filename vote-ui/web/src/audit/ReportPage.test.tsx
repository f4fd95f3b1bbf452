import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sha256 } from 'ethers';
import i18n from 'i18next';
import { createHash } from 'node:crypto';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IdentityProvider } from '../identity/IdentityProvider';
import { SettingsProvider } from '../shell/settings';
import ReportPage from './ReportPage';
import { texts } from './texts';

// ethers takes Node's digests for foreign bytes within jsdom, which has types of its own.
sha256.register(bytes => `0x${createHash('sha256').update(bytes).digest('hex')}`);

const FROM = 1_803_859_200;

const report = {
  chainId: 190_026,
  from: FROM,
  to: FROM + 43_200,
  indexed: { number: 50, time: FROM + 43_200 },
  institutions: [],
  workOrders: [],
  votes: [],
  transactions: { total: 0, byStatus: {} },
  escalations: [],
  credit: [],
  findings: [],
  validators: [],
  sealed: { first: 1, last: 50, whole: true, unknown: 0, carried: true },
  digests: {},
};

describe('the page of a report', () => {
  beforeEach(() => {
    localStorage.clear();
    globalThis.fetch = (async (path: string) => {
      const name = path.split('?')[0] ?? '';
      // The chain's name stands at the edge of the paper, which jsdom knows nothing of.
      if (name === '/v1/network') return new Response('{}', { status: 503 });
      return new Response(JSON.stringify(name === '/v1/audit/report' ? report : { items: [], total: 0 }));
    }) as typeof fetch;
  });

  afterEach(async () => {
    await i18n.changeLanguage('en');
  });

  it.each(['zh', 'en'] as const)(
    'prints the command that repeats it (%s)',
    async language => {
      await i18n.changeLanguage(language);
      render(
        <SettingsProvider>
          <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
            <IdentityProvider>
              <MemoryRouter initialEntries={['/audit/report']}>
                <ReportPage />
              </MemoryRouter>
            </IdentityProvider>
          </QueryClientProvider>
        </SettingsProvider>,
      );
      await userEvent.click(screen.getByRole('button', { name: texts[language]['period.make'] }));
      const command = await screen.findByLabelText(
        texts[language]['shows.report'],
        { selector: 'pre' },
        { timeout: 20_000 },
      );
      expect(command.textContent).toBe(
        './govchain audit report --from 2027-03-01 --to 2027-03-01T12:00:00Z --out govchain-audit-2027-03-01-2027-03-01-own.json',
      );
      expect(command.closest('article'), 'it is on paper, too').not.toBeNull();
    },
    30_000,
  );
});

import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sha256 } from 'ethers';
import i18n from 'i18next';
import { createHash } from 'node:crypto';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formTexts } from '../orders/formTexts';
import { Around } from '../shell/testingPages';
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
  rules: [],
  workOrders: [
    {
      id: `0x${'1'.repeat(64)}`,
      number: 1,
      title: 'Admit the land registry',
      actions: [{ contract: 'Contracts', function: 'upgrade' }],
      policy: 'MAJORITY',
      state: 'EXECUTED',
      seats: 3,
      for: 3,
      against: 0,
      abstain: 0,
      deadline: FROM + 100,
    },
  ],
  votes: [],
  transactions: { total: 0, byStatus: {} },
  escalations: [],
  credit: [],
  findings: [],
  validators: [],
  sealed: { first: 1, last: 50, whole: true, unknown: 0, carried: true },
  asOf: { block: 50, sections: ['workOrders', 'transactions', 'escalations', 'credit'] },
  cut: { votes: 2_000 },
  digests: { credit: `0x${'ab'.repeat(32)}` },
};

/** What the page hands over as a file. */
async function downloaded(button: HTMLElement): Promise<string> {
  const made: Blob[] = [];
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = blob => `blob:${made.push(blob as Blob)}`;
  URL.revokeObjectURL = () => {};
  try {
    await userEvent.click(button);
    const reader = new FileReader();
    const read = new Promise(resolve => reader.addEventListener('load', resolve));
    reader.readAsArrayBuffer(made[0]!);
    await read;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(reader.result as ArrayBuffer));
  } finally {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  }
}

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
        <MemoryRouter initialEntries={['/audit/report']}>
          <ReportPage />
        </MemoryRouter>,
        { wrapper: Around },
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
      const done = formTexts[language]['kind.Contracts.upgrade'];
      const orders = screen.getByTestId('report-workOrders');
      expect(within(orders).getAllByRole('row')[1]!.textContent).toMatch(
        new RegExp(`^${done}Admit the land registry`),
      );

      const contradiction = screen.getByTestId('report-contradiction').textContent;
      expect(contradiction, 'an altered section is told').toContain('ab'.repeat(32));
      expect(contradiction).toContain(texts[language]['section.credit']);
      const digests = document.querySelectorAll('[data-recomputed=false]');
      expect([...digests].map(each => each.textContent)).toEqual([expect.stringContaining('✗')]);

      const asOf = language === 'en' ? 'as of block 50' : '截至区块 50';
      expect(within(orders).getByRole('heading').textContent).toContain(asOf);
      expect(screen.getByTestId('report-as-of').closest('article'), 'on paper, too').not.toBeNull();
      expect(screen.getByTestId('report-as-of').textContent).toContain('50');
      expect(screen.getByTestId('report-votes').textContent).not.toContain(asOf);

      const file = await downloaded(screen.getByRole('button', { name: texts[language]['report.csv'] }));
      expect(file).toMatch(new RegExp(`# "?[^\\n]*${asOf}`));
      expect(file).toContain(`${done},Admit the land registry,1,`);
      expect(file.split('\r\n')[0]).toBe(`\uFEFF# ${texts[language]['report.contradiction']}`);
      expect(file.split('\r\n')[1]).toMatch(/2[,]?000/);
    },
    30_000,
  );
});

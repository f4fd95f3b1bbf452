import { render, screen, within } from '@testing-library/react';
import i18n from 'i18next';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { Around } from '../shell/testingPages';
import EscalationPage from './EscalationPage';
import EscalationsPage from './EscalationsPage';
import type { OwnProblem } from './own';

// jsdom has no scroll bars whose style a table could measure.
const styleOf = window.getComputedStyle;
window.getComputedStyle = element => styleOf(element);

const COURT = `0x${'c0'.repeat(32)}`;
const PATIENCE = { timeout: 60_000 };
const DETAIL = 'the own cross-chain proxy does not answer';
const SILENT: OwnProblem = { code: 'proxy-unreachable', status: 503, detail: DETAIL };
const REFUSED: OwnProblem = { code: 'proxy-role-refused', status: 502, detail: DETAIL };
const id = (number: number) => `0x${String(number).repeat(64)}`;
const line = (number: number) => ({
  id: id(number),
  initiator: COURT,
  initiatorCode: 'court',
  status: 'ESCALATED',
  openedAt: 1_700_000_000,
  deadline: 1_700_000_600,
  pipelines: [1],
  retries: 0,
  rejections: 0,
});
const transaction = { ...line(1), steps: [], timeline: [], deadlinePassed: true, workOrders: [] };

afterEach(async () => {
  vi.unstubAllGlobals();
  await i18n.changeLanguage('en');
});

/** A console with an own proxy that answers the two pages so. */
async function shown(language: string, path: string, answer: object) {
  await i18n.changeLanguage(language);
  const network = {
    name: 'N',
    environment: 'test',
    chainId: 7,
    proxy: { institution: COURT },
    networks: [],
    head: { number: 9, time: 1_700_000_300, hash: '0x1' },
    indexed: { number: 9, time: 1_700_000_300 },
  };
  vi.stubGlobal('fetch', async (asked: string) => {
    const told = asked.startsWith('/v1/network')
      ? network
      : asked.startsWith('/v1/escalations')
        ? answer
        : null;
    return new Response(JSON.stringify(told ?? { items: [], total: 0 }));
  });
  render(
    <MemoryRouter initialEntries={[path]}>
      <Routes>
        <Route path="/escalations" element={<EscalationsPage />} />
        <Route path="/escalations/:id" element={<EscalationPage />} />
      </Routes>
    </MemoryRouter>,
    { wrapper: Around },
  );
}

const WHY = {
  en: { [SILENT.code]: 'cannot be reached', [REFUSED.code]: 'does not take this console’s certificate' },
  zh: { [SILENT.code]: '无法连接', [REFUSED.code]: '不接受本控制台的证书' },
} as const;
const CASES = (['en', 'zh'] as const).flatMap(language =>
  [SILENT, REFUSED].map(problem => ({ language, problem, code: problem.code })),
);

it.each(CASES)('the list says in $language that nothing is known ($code)', async ({ language, problem }) => {
  const items = [{ ...line(1), steps: 2, ownUnasked: true }];
  await shown(language, '/escalations', { items, total: 1, ownProblem: problem });
  const told = await screen.findByTestId('own-silent', {}, PATIENCE);
  expect(told.textContent).toContain(WHY[language][problem.code]);
  expect(document.body.textContent).not.toContain(DETAIL);
  expect(document.body.textContent).toContain(language === 'en' ? 'not known; open it' : '尚不清楚');
});

it('the list tells what there is to do apart from what it did not ask about', async () => {
  const retry = { action: 'retry', open: true, to: '', text: '' };
  const own = { transaction: id(1), status: 'escalated', actions: [retry] };
  const items = [{ ...line(1), own }, { ...line(2), ownUnasked: true }, line(3)];
  await shown('en', '/escalations', { items: items.map(each => ({ ...each, steps: 2 })), total: 3 });
  const rows = within(await screen.findByRole('table', {}, PATIENCE)).getAllByRole('row');
  const todo = rows.slice(-3).map(row => row.querySelector('td:last-child')?.textContent);
  expect(todo).toEqual(['can retry', 'not known; open it to see', '—']);
  expect(screen.queryByTestId('own-silent')).toBeNull();
});

it.each(CASES)('the page says in $language that nothing is known ($code)', async ({ language, problem }) => {
  await shown(language, `/escalations/${id(1)}`, { transaction, ownProblem: problem });
  const told = await screen.findByTestId('own-silent', {}, PATIENCE);
  expect(told.textContent).toContain(WHY[language][problem.code]);
  await screen.findByTestId('retry', {}, PATIENCE);
  const said = document.body.textContent;
  expect(said).not.toContain(DETAIL);
  expect(said).not.toMatch(/Nothing of this side waits|本方没有等待|knows nothing of it|没有这笔事务的记录/);
  expect(said).toContain(
    language === 'en' ? 'could not be asked whether this can be done' : '不知道现在能否',
  );
});

it('the page takes it for an answer that the own proxy is no party', async () => {
  await shown('en', `/escalations/${id(1)}`, { transaction });
  await screen.findByTestId('retry', {}, PATIENCE);
  expect(screen.queryByTestId('own-silent')).toBeNull();
  expect(document.body.textContent).toContain('Nothing of this side waits');
  expect(document.body.textContent).toContain('knows nothing of it');
});

import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18n from 'i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SettingsProvider } from '../shell/settings';
import { ExportLinks } from './ExportLinks';

const PATIENCE = { timeout: 60_000 };
const handed: { name: string; content: Blob }[] = [];
let answers: (() => Promise<Response>)[] = [];
const asked: string[] = [];

const refuse = (status: number, code: string) => async () =>
  new Response(JSON.stringify({ code, detail: 'detail of the server' }), { status });
const give = (content: string) => async () =>
  new Response(content, {
    headers: { 'content-disposition': 'attachment; filename="govchain-transactions.csv"' },
  });

beforeEach(() => {
  handed.length = 0;
  asked.length = 0;
  const blobs = new Map<string, Blob>();
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return answers.shift()!();
  });
  URL.createObjectURL = content => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, content as Blob);
    return url;
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    handed.push({ name: this.download, content: blobs.get(this.getAttribute('href')!)! });
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await i18n.changeLanguage('en');
});

async function shown(language: string, ...told: (() => Promise<Response>)[]) {
  await i18n.changeLanguage(language);
  answers = told;
  render(
    <SettingsProvider>
      <ExportLinks path="/v1/exports/transactions" parameters={{ status: 'OPEN' }} />
    </SettingsProvider>,
  );
  await userEvent.click(screen.getByRole('link', { name: 'CSV' }));
}

it.each([
  ['en', 503, 'overloaded', 'The server is busy'],
  ['zh', 503, 'overloaded', '服务器现在很忙'],
  ['en', 429, 'too-many-downloads', 'Too many files'],
  ['zh', 429, 'too-many-requests', '短时间内请求过多'],
])('a refusal is told on the page in %s (%i %s)', async (language, status, code, words) => {
  await shown(language, refuse(status, code));
  const told = await screen.findByTestId('problem', {}, PATIENCE);
  expect(told.textContent).toContain(words);
  expect(told.textContent).not.toContain('detail');
  expect(handed).toEqual([]);
});

it('a file is handed to the downloads with its own name, whole', async () => {
  await shown('en', give('number,status\n1,OPEN\n'));
  await waitFor(() => expect(handed).toHaveLength(1), PATIENCE);
  expect(asked).toEqual(['/v1/exports/transactions?status=OPEN&format=csv']);
  expect(handed[0]!.name).toBe('govchain-transactions.csv');
  expect(handed[0]!.content.size).toBe('number,status\n1,OPEN\n'.length);
  expect(screen.queryByTestId('problem')).toBeNull();
});

it('what is cut off is no file, and can be tried again', async () => {
  const cut = async () =>
    new Response(new ReadableStream({ start: stream => stream.error(new TypeError('network error')) }));
  await shown('en', cut, give('whole'));
  const told = await screen.findByTestId('problem', {}, PATIENCE);
  expect(told.textContent).toContain('broke off');
  expect(handed).toEqual([]);
  await userEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(handed).toHaveLength(1), PATIENCE);
  expect(screen.queryByTestId('problem')).toBeNull();
});

it('a server that is away is told of, and one file is made at a time', async () => {
  let fail: (reason: unknown) => void = () => undefined;
  await shown('en', () => new Promise((_, reject) => (fail = reject)));
  await userEvent.click(screen.getByRole('link', { name: 'JSON' }));
  expect(asked).toHaveLength(1);
  fail(new TypeError('connection refused'));
  const told = await screen.findByTestId('problem', {}, PATIENCE);
  expect(told.textContent).toContain('cannot be reached');
});

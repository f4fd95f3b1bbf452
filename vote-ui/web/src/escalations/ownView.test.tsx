import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import i18n from 'i18next';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { TransactionDetail } from '../api/types';
import { SettingsProvider } from '../shell/settings';
import { OwnView } from './OwnView';
import { texts } from './texts';

const PROXY = resolve(
  import.meta.dirname,
  '../../../../crosschain-proxy/src/main/java/io/govchain/crosschain',
);
const sources = (folder: string): string[] =>
  readdirSync(resolve(PROXY, folder))
    .filter(name => name.endsWith('.java'))
    .map(name => readFileSync(resolve(PROXY, folder, name), 'utf8'));

const RAW = 'step 0 could not be undone after 1 attempts';
const OWN = {
  transaction: '0x1',
  status: 'escalated',
  steps: [
    { step: 0, progress: 'known' },
    { step: 1, progress: 'idle' },
  ],
  alarms: [{ code: 'CompensationFailed', step: 0, text: RAW }],
};

describe('what the own proxy knows', () => {
  afterEach(async () => {
    await i18n.changeLanguage('en');
  });

  it.each(['zh', 'en'] as const)('is told in words, with steps as people count them (%s)', async language => {
    await i18n.changeLanguage(language);
    const answer = JSON.stringify({ proxy: { institution: '0xb' } });
    globalThis.fetch = (async () => new Response(answer)) as typeof fetch;
    const steps = [
      { index: 0, responsible: { id: '0xb' } },
      { index: 1, responsible: { id: '0xa' } },
    ];
    render(
      <SettingsProvider>
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter>
            <OwnView own={OWN} transaction={{ steps } as TransactionDetail} unasked={false} />
          </MemoryRouter>
        </QueryClientProvider>
      </SettingsProvider>,
    );
    await screen.findByText(texts[language]['progress.known']);
    expect(screen.queryByText(texts[language]['progress.idle']), 'a step of others').toBeNull();
    const [alarm] = screen.getAllByRole('listitem');
    expect(alarm!.textContent).toContain(language === 'en' ? 'Step 1: could not be' : '步骤 1：未能自动撤销');
    expect(alarm!.textContent).not.toContain('CompensationFailed');
    expect(screen.getByText(RAW).closest('details')!.open).toBe(false);
  });

  it('has words for every alarm and every reason of the proxy', () => {
    const alarm = sources('engine').find(source => source.includes('public record Alarm('))!;
    const codes = /enum Code \{([^}]*)\}/
      .exec(alarm)![1]!
      .replace(/\/\*[^]*?\*\//g, '')
      .match(/\w+/g)!;
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) expect(texts.zh).toHaveProperty([`alarm.${code}`]);
    const reasons = [...sources('engine'), ...sources('conversation')].flatMap(source =>
      [...source.matchAll(/new Reason\(\s*"([a-z-]+)"/g)].map(([, code]) => code!),
    );
    expect(reasons).toContain('no-compensator');
    for (const code of reasons) expect(texts.zh).toHaveProperty([`reason.${code}`]);
  });
});

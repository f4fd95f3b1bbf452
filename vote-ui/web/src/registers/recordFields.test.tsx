import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { SettingsProvider } from '../shell/settings';
import type { RegisterRecord } from './kinds';
import { RecordFields } from './RecordFields';

const COURT = `0x${'22'.repeat(32)}`;

function shown(attributes: string) {
  const record = {
    id: `0x${'11'.repeat(32)}`,
    kind: 'membership-applications',
    label: 'evil',
    status: 'PENDING',
    name: 'Evil',
    attributes,
  } as unknown as RegisterRecord;
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  return render(
    <MemoryRouter>
      <QueryClientProvider client={client}>
        <SettingsProvider>
          <RecordFields record={record} />
        </SettingsProvider>
      </QueryClientProvider>
    </MemoryRouter>,
  );
}

describe('what an applicant says of itself, on its record’s page', () => {
  it('has no link, table, term or moment of the console, whatever its names are', () => {
    const forged = {
      status: 'ADMITTED',
      category: 'GENESIS',
      admittedAt: 1_700_000_000,
      reviews: [{ institution: COURT, recommendation: 'ADMIT', reviewedAt: 1_700_000_000 }],
    };
    const { container } = shown(JSON.stringify(forged));
    expect(container.querySelector('table, a, time, .ant-tag')).toBeNull();
    const told = screen.getByTestId('particulars');
    expect(told.querySelector('dl')).toBeNull();
    expect(told.querySelector('pre')?.textContent).toBe(JSON.stringify(forged));
  });

  it('keeps its own names where it has texts alone', () => {
    shown('{"status":"ADMITTED","address":"1 Main Street"}');
    const told = screen.getByTestId('particulars');
    expect(told.querySelector('dl')?.textContent).toContain('statusADMITTED');
    expect(told.querySelector('.ant-tag')).toBeNull();
  });

  it('cannot break the page, however deep it is', () => {
    for (const deep of [
      `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
      `${'{"a":'.repeat(700)}1${'}'.repeat(700)}`,
    ]) {
      const { unmount } = shown(deep);
      expect(screen.getByTestId('particulars').querySelector('pre')?.textContent).toBe(deep);
      unmount();
    }
  });

  it('is left out where there is nothing', () => {
    shown('{}');
    expect(screen.queryByTestId('particulars')).toBeNull();
  });
});

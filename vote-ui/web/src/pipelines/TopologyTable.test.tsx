import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { Topology } from '../api/types';
import { SettingsProvider } from '../shell/settings';
import { pictureOf } from './picture';
import { TopologyPicture } from './TopologyPicture';
import { TopologyTable } from './TopologyTable';

const topology: Topology = {
  institutions: [
    { id: '0xa', code: 'court', name: 'Court', status: 'ACTIVE' },
    { id: '0xb', code: 'registry', name: 'Registry', status: 'SUSPENDED' },
  ],
  subchains: [
    { id: '0x1', kind: 'subchains', label: 'court/evidence', institution: '0xa', status: 'FROZEN' },
    { id: '0x2', kind: 'subchains', label: 'registry/deeds', institution: '0xb', status: 'ACTIVE' },
  ],
  services: [],
  pipelines: [
    {
      id: '0x3',
      path: 'registry/sharing',
      status: 'ACTIVE',
      version: 1,
      constraintHash: '0x',
      source: { institution: '0xb', subchain: '0x2' },
      target: { institution: '0xa', subchain: '0x1' },
      traffic: { opened24h: 1, settled24h: 1, failed24h: 0, unfinished: 0 },
    },
  ],
};

describe('the topology in words', () => {
  it('names the subchains that a pipeline connects, and which of them are stopped', () => {
    render(
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <TopologyTable picture={pictureOf(topology)} />
        </MemoryRouter>
      </QueryClientProvider>,
    );
    const row = within(screen.getByText('registry/sharing').closest('tr')!);
    expect(row.getByText('registry/deeds').closest('td')?.textContent).toBe('registry registry/deeds');
    expect(row.getByText('court/evidence').closest('td')?.textContent).toMatch(/court\/evidence frozen$/i);
    const members = within(screen.getByRole('list'));
    expect(members.getByText('court/evidence').closest('li')?.textContent).toMatch(/frozen/i);
    expect(members.getByText('registry/deeds').closest('li')?.textContent).toMatch(/suspended/i);
  });

  it('says in the picture, too, what is not active', () => {
    render(
      <SettingsProvider>
        <MemoryRouter>
          <TopologyPicture picture={pictureOf(topology)} touched={new Set()} />
        </MemoryRouter>
      </SettingsProvider>,
    );
    const picture = within(screen.getByTestId('topology'));
    expect(picture.getByText('court/evidence').closest('li')?.textContent).toMatch(/frozen/i);
    expect(picture.getByText('registry/deeds').closest('li')?.textContent).toBe('registry/deeds');
    expect(picture.getByText('registry').closest('.member')?.textContent).toMatch(/suspended/i);
    const node = document.querySelector('[data-id="0xa"]');
    expect(node?.getAttribute('aria-label')).toMatch(/; court\/evidence frozen$/i);
  });
});

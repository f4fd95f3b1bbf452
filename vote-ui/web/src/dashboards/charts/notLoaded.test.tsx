import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import { Chart } from './Chart';
import { MODEL } from './testing';

// As a server of another version does, which has this code under another name.
vi.mock('./Picture', () => {
  throw new Error('Failed to fetch dynamically imported module');
});

it('a chart whose code the server does not have says so in its place, and the table stays', async () => {
  vi.stubGlobal('fetch', async () => new Response());
  render(<Chart title="Scores" model={MODEL} height={200} />, { wrapper: Around });
  const said = await screen.findByTestId('chart-not-loaded', {}, { timeout: 60_000 });
  expect(said.textContent).toMatch(/was updated|已更新/);
  expect(screen.getByText(/^(As a table|以表格查看)/)).toBeTruthy();
  vi.unstubAllGlobals();
}, 120_000);

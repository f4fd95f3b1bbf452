import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Around } from '../../shell/testingPages';
import { Chart } from './Chart';
import { MODEL } from './testing';

const PATIENCE = { timeout: 60_000 };

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

it('charts whose code was not loaded before the server went down are drawn by themselves once it is back', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
  render(
    <>
      <Chart title="Scores" model={MODEL} height={200} />
      <Chart title="Scores again" model={MODEL} height={200} />
    </>,
    { wrapper: Around },
  );
  const late = await screen.findAllByTestId('chart-late', {}, PATIENCE);
  expect(late.map(each => each.textContent)).toEqual(
    Array(2).fill(expect.stringMatching(/appears by itself|自动显示/)),
  );
  expect(screen.getAllByText(/^(As a table|以表格查看)/)).toHaveLength(2);

  vi.stubGlobal('fetch', async () => new Response());
  await vi.waitFor(() => expect(document.querySelectorAll('[role=img] svg')).toHaveLength(2), PATIENCE);
  expect(screen.queryByTestId('chart-late')).toBeNull();
}, 120_000);

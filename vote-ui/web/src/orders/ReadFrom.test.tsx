import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { FakeChain, serve } from '../chain/testing';
import { Around } from '../shell/testingPages';
import { ReadFrom } from './ReadFrom';

function line(): HTMLElement {
  serve(new FakeChain(), 190_026);
  render(
    <MemoryRouter>
      <ReadFrom />
    </MemoryRouter>,
    { wrapper: Around },
  );
  return screen.getByTestId('read-from');
}

beforeEach(() => localStorage.clear());

it('says that this console was asked, with the way to ask elsewhere', () => {
  const said = line();
  expect(said.textContent).toContain('Read through this console');
  expect(said.querySelector('a')?.getAttribute('href')).toBe('/settings');
});

it('says that the reader’s own node was asked', () => {
  localStorage.setItem('govchain.readingSource', 'node');
  localStorage.setItem('govchain.nodeUrl', 'http://127.0.0.1:8545');
  expect(line().textContent).toContain('Read from your own node');
});

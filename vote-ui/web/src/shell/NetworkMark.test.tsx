import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Switcher } from './NetworkMark';

it('does not leave the page while another network is being chosen, but by the link beside it', () => {
  const networks = [
    { name: 'Trial', environment: 'test', url: 'https://trial.example/' },
    { name: 'Bad', environment: 'demo', url: 'javascript:alert(1)' },
  ] as const;
  render(<Switcher networks={[...networks]} />);
  expect(screen.queryByRole('link')).toBeNull();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'https://trial.example/' } });
  const link = screen.getByRole('link', { name: 'Go to Trial' });
  expect(link.getAttribute('href')).toBe('https://trial.example/');
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'javascript:alert(1)' } });
  expect(screen.queryByRole('link')).toBeNull();
});

it('leads to no network that shares the chain id, and says why', () => {
  const trial = { name: 'Trial', environment: 'test', url: 'https://trial.example/' } as const;
  render(<Switcher networks={[{ ...trial, sharesTheChainId: true }]} />);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: trial.url } });
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByRole('alert').textContent).toContain('what you sign in one counts in the other');
});

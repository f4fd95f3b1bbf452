import { expect, it } from 'vitest';
import { absolute } from '../../parts/time';
import { formats } from './format';

it('calls a day of UTC by its date there, wherever the reader is', () => {
  const midnight = Date.UTC(2026, 10, 22) / 1_000;
  expect(formats('en').moment(midnight, 86_400)).toBe('11/22/2026 UTC');
  expect(formats('zh').moment(midnight, 86_400)).toBe('2026/11/22 UTC');
});

it('a moment of an alert is put as everywhere else', () => {
  const time = Date.UTC(2026, 10, 23, 12, 5, 6) / 1_000;
  expect(formats('en-GB').moment(time)).toBe(absolute(time, 'en'));
  expect(formats('zh-CN').moment(time)).toBe(absolute(time, 'zh'));
});

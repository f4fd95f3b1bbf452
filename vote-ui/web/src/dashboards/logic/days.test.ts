import { expect, it } from 'vitest';
import { formats } from './format';

it('calls a day of UTC by its date there, wherever the reader is', () => {
  const midnight = Date.UTC(2026, 10, 22) / 1_000;
  expect(formats('en').moment(midnight, 86_400)).toBe('11/22/2026 UTC');
  expect(formats('zh').moment(midnight, 86_400)).toBe('2026/11/22 UTC');
});

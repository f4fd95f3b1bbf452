import { expect, it } from 'vitest';
import { standstill } from './standstill';

const told = (stalledSeconds: number, nodeSilentSeconds = 0) => ({
  stalledSeconds,
  nodeSilentSeconds,
  stalledAfterSeconds: 120,
});
const quiet = { stalledSeconds: 0 };

it('calls no chain stopped that its administrator lets be so slow', () => {
  expect(standstill(told(119, 119), quiet)).toEqual({ silentFor: 0, stalledFor: 0 });
  expect(standstill(told(120, 121), quiet)).toEqual({ silentFor: 121, stalledFor: 120 });
});

it('believes the stream, which tells of nothing below the threshold, before anything else is known', () => {
  expect(standstill(undefined, { stalledSeconds: 61 })).toEqual({ silentFor: 0, stalledFor: 61 });
  expect(standstill(told(3), { stalledSeconds: 240 }).stalledFor).toBe(240);
});

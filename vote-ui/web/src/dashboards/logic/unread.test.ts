import { describe, expect, it } from 'vitest';
import { SILENCE_MILLIS } from './freshness';
import { failed, type Reading, unreadSince } from './unread';

const NOW = 1_000_000;
const read = (changed: Partial<Reading> = {}): Reading => ({
  data: {},
  dataUpdatedAt: NOW - 5_000,
  error: null,
  errorUpdateCount: 0,
  ...changed,
});
const never = (changed: Partial<Reading> = {}) => read({ data: undefined, dataUpdatedAt: 0, ...changed });

describe('what could not be read', () => {
  it('is what failed, as old as its last answer', () => {
    expect(unreadSince(read(), 10_000, 0, NOW)).toBeUndefined();
    expect(unreadSince(read({ error: new Error('busy') }), 10_000, 0, NOW)).toBe(NOW - 5_000);
  });

  it('is good again after an answer, however often it failed before', () => {
    expect(failed(read({ errorUpdateCount: 7 }))).toBe(false);
  });

  it('stays unread while it is asked for again, where there never was an answer', () => {
    expect(failed(never())).toBe(false);
    expect(unreadSince(never({ errorUpdateCount: 1 }), 10_000, NOW - 8_000, NOW)).toBe(NOW - 8_000);
  });

  it('is what hangs without an error, too', () => {
    const since = NOW - SILENCE_MILLIS - 10_000;
    expect(unreadSince(read({ dataUpdatedAt: since }), 10_000, 0, NOW)).toBeUndefined();
    expect(unreadSince(read({ dataUpdatedAt: since - 1 }), 10_000, 0, NOW)).toBe(since - 1);
    expect(unreadSince(never(), undefined, NOW - SILENCE_MILLIS - 1, NOW)).toBe(NOW - SILENCE_MILLIS - 1);
  });

  it('is nothing that is read at events alone and merely has not changed', () => {
    expect(unreadSince(read({ dataUpdatedAt: 1 }), undefined, 0, NOW)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { BLOCKS_BEHIND, freshness, isStale, SILENCE_MILLIS, type Signs } from './freshness';

const signs = (changed: Partial<Signs> = {}): Signs => ({
  now: 1_000_000,
  heardAt: 999_000,
  unreadSince: undefined,
  streaming: true,
  stalledSeconds: 0,
  silentSeconds: 0,
  blocksBehind: 0,
  ...changed,
});

describe('how recent figures are', () => {
  it('is live while the stream stands and the chain goes on', () => {
    expect(freshness(signs())).toEqual({ state: 'live' });
    expect(isStale(freshness(signs()))).toBe(false);
  });

  it('is polled without a stream, which is not stale', () => {
    expect(isStale(freshness(signs({ streaming: false })))).toBe(false);
    expect(freshness(signs({ streaming: false })).state).toBe('polling');
  });

  it('waits before the first answer', () => {
    expect(freshness(signs({ heardAt: null, streaming: false }))).toEqual({ state: 'waiting' });
  });

  it('calls figures old once the server was silent for too long, whatever it said last', () => {
    const silent = signs({
      heardAt: 1_000_000 - SILENCE_MILLIS - 1_000,
      stalledSeconds: 900,
      blocksBehind: 40,
    });
    expect(freshness(silent)).toEqual({ state: 'unreachable', seconds: 46 });
    expect(freshness(signs({ heardAt: 1_000_000 - SILENCE_MILLIS })).state).toBe('live');
  });

  it('says that the chain has stalled', () => {
    expect(freshness(signs({ stalledSeconds: 31 }))).toEqual({ state: 'stalled', seconds: 31 });
    expect(freshness(signs({ silentSeconds: 40, stalledSeconds: 31 })).state).toBe('silent');
    expect(freshness(signs({ stalledSeconds: 0 })).state).toBe('live');
  });

  it('is never live while something that is shown could not be read', () => {
    const unread = freshness(signs({ unreadSince: 1_000_000 - 95_500 }));
    expect(unread).toEqual({ state: 'unread', seconds: 95 });
    expect(isStale(unread)).toBe(true);
    expect(freshness(signs({ unreadSince: 900_000, streaming: false })).state).toBe('unread');
    expect(freshness(signs({ unreadSince: 900_000, blocksBehind: 40 })).state).toBe('behind');
  });

  it('says how many blocks the index lacks', () => {
    expect(freshness(signs({ blocksBehind: BLOCKS_BEHIND + 1 }))).toEqual({
      state: 'behind',
      blocks: BLOCKS_BEHIND + 1,
    });
    expect(isStale(freshness(signs({ blocksBehind: BLOCKS_BEHIND + 1 })))).toBe(true);
    expect(freshness(signs({ blocksBehind: BLOCKS_BEHIND })).state).toBe('live');
  });
});

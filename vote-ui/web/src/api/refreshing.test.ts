import type { QueryKey } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { concerns, Refreshing } from './refreshing';

const ID = `0x${'ab'.repeat(32)}`;
const OTHER = `0x${'cd'.repeat(32)}`;
const order = [{ kind: 'work-orders', id: ID }];

describe('what an event concerns', () => {
  it.each<[string, QueryKey, boolean]>([
    ['the list of its kind', ['server', '/v1/work-orders', { state: 'ACTIVE' }], true],
    ['itself', ['server', `/v1/work-orders/${ID}`, {}], true],
    ['itself as the chain has it', ['chain', 'server', 'order', ID], true],
    ['itself, however its id is written', ['chain', 'server', 'order', ID.toUpperCase()], true],
    ['the log of everything', ['server', '/v1/events/history', {}], true],
    ['the history of it', ['server', '/v1/events/history', { kind: 'work-orders', id: ID }], true],
    ['another of its kind', ['server', `/v1/work-orders/${OTHER}`, {}], false],
    ['another as the chain has it', ['chain', 'server', 'order', OTHER], false],
    ['a list of another kind', ['server', '/v1/transactions', {}], false],
    ['figures', ['server', '/v1/overview', {}], false],
  ])('%s', (_, key, expected) => expect(concerns(key, order)).toBe(expected));

  it('lists and records by code of a register, and escalations with transactions', () => {
    const concerned = (path: string, kind: string) => concerns(['server', path, {}], [{ kind, id: ID }]);
    expect(concerned('/v1/records/institutions', 'institutions')).toBe(true);
    expect(concerned('/v1/records/institutions/court', 'institutions')).toBe(true);
    expect(concerned('/v1/records/institutions', 'accounts')).toBe(false);
    expect(concerned('/v1/escalations', 'transactions')).toBe(true);
    expect(concerned('/v1/alerts', 'alerts')).toBe(true);
  });
});

describe('asking anew', () => {
  let asked: { at: number; what: 'all' | 'some' }[] = [];
  let refreshing: Refreshing;

  beforeEach(() => {
    vi.useFakeTimers({ now: 100_000 });
    asked = [];
    refreshing = new Refreshing(concerned =>
      asked.push({ at: (Date.now() - 100_000) / 1_000, what: concerned ? 'some' : 'all' }),
    );
  });

  afterEach(() => vi.useRealTimers());

  const flow = (seconds: number) => {
    for (let at = 0; at < seconds * 4; at++) {
      refreshing.happened(order);
      vi.advanceTimersByTime(250);
    }
  };
  const times = (what: 'all' | 'some') => asked.filter(each => each.what === what).map(each => each.at);

  it('is of everything once, for what happens after a quiet time', () => {
    refreshing.happened(order);
    refreshing.happened(order);
    vi.advanceTimersByTime(60_000);
    expect(asked.filter(each => each.what === 'all')).toEqual([{ at: 2, what: 'all' }]);
  });

  it('is of everything less and less while events flow, but every ten seconds', () => {
    flow(60);
    const all = times('all');
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(all.length).toBeLessThanOrEqual(9);
    const gaps = all.slice(1).map((each, at) => each - (all[at] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10.5);
  });

  it('is of what the events are about all the while', () => {
    flow(60);
    const any = asked.map(each => each.at);
    const gaps = any.slice(1).map((each, at) => each - (any[at] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2.5);
  });

  it('is as quick again after it was quiet', () => {
    flow(60);
    vi.advanceTimersByTime(30_000);
    asked = [];
    const before = (Date.now() - 100_000) / 1_000;
    refreshing.happened(order);
    vi.advanceTimersByTime(60_000);
    expect(times('all')).toEqual([before + 2]);
  });

  it('ends with the page', () => {
    refreshing.happened(order);
    refreshing.stop();
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual([]);
  });
});

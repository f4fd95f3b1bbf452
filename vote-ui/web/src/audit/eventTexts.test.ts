import { describe, expect, it } from 'vitest';
import { EVENTS } from '../registers/events/spec';
import { eventTexts } from './eventTexts';

describe('names of kinds of events', () => {
  it('are there for every kind, none twice', () => {
    for (const texts of [eventTexts.zh, eventTexts.en]) {
      expect(Object.keys(texts).sort()).toEqual(Object.keys(EVENTS).sort());
      expect(new Set(Object.values(texts)).size).toBe(Object.keys(EVENTS).length);
    }
  });
});

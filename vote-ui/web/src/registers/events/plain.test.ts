import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventText } from './plain';
import type { EventData } from './words';

interface Vectors {
  codes: Record<string, string>;
  events: (EventData & { zh: string; en: string })[];
}

const { codes, events } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../vectors/events.json'), 'utf8'),
) as Vectors;

/** The server tells the log's events by the same vectors in its exports. */
describe('events in files', () => {
  it.each(events)('tells $type in both languages as the server does', event => {
    expect(eventText(event, 'zh', id => codes[id])).toBe(event.zh);
    expect(eventText(event, 'en', id => codes[id])).toBe(event.en);
  });
});

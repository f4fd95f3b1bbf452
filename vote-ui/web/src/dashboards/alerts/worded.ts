import { quoted } from '../../chain/words/sentence';
import { stepNumber } from '../../parts/step';

/** How values of different kinds are put. */
export interface Wording {
  count: (value: number) => string;
  moment: (seconds: number) => string;
  word: (constant: string) => string;
  name: (id: string) => string;
  listed: (all: readonly string[]) => string;
}

/** Names of values that are moments rather than numbers. */
const MOMENTS = new Set(['deadline', 'escalatedAt', 'previousUntil']);

/** Names of values that somebody else wrote: they cannot pass for the page's own words. */
const WRITTEN = new Set(['endpoint', 'endpointBefore']);

/** What a rule found, each value as a reader understands it; nothing is left out. */
export function worded(values: Readonly<Record<string, unknown>>, wording: Wording): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, one(name, value, wording)]));
}

function one(name: string, value: unknown, wording: Wording): string {
  if (value === null || value === undefined) return '–';
  if (name === 'step' && typeof value === 'number') return wording.count(stepNumber(value));
  if (typeof value === 'number') return MOMENTS.has(name) ? wording.moment(value) : wording.count(value);
  if (typeof value === 'string') {
    if (WRITTEN.has(name)) return quoted(value).en;
    if (/^0x[0-9a-f]{32,}$/i.test(value)) return wording.name(value);
    return /^[A-Z][A-Z_]+$/.test(value) ? wording.word(value) : value;
  }
  if (Array.isArray(value)) return wording.listed(value.map(each => one(name, each, wording)));
  return JSON.stringify(value);
}

/** A dash for everything that a sentence speaks of: a value that was not told leaves a gap that can be seen. */
export function gaps(sentence: string): Record<string, string> {
  return Object.fromEntries([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => [name, '–']));
}

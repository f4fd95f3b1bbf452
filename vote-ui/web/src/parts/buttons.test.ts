import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.tsx'));
const END = /<\/[Bb]utton>/g;
const START = /<[Bb]utton\b/g;

/** Buttons that show a sign alone (× and the like, not a word nor anything put in), with what they are called beside it. */
function signs(source: string): string[] {
  return [...source.matchAll(END)]
    .map(({ index }) => source.slice([...source.slice(0, index).matchAll(START)].at(-1)?.index, index))
    .filter(button => /[^=]>\s*[^\s\p{L}\p{N}{}<>]+\s*$/u.test(button));
}

describe('a button', () => {
  it('that shows a sign alone says what it does', () => {
    const all = files.flatMap(file =>
      signs(readFileSync(join('src', file), 'utf8')).map(button => ({ file, button })),
    );
    expect(all.length).toBeGreaterThan(0);
    for (const { file, button } of all) expect(button, file).toContain('aria-label=');
    expect(signs('<Button onClick={lock}>×</Button>')).toHaveLength(1);
  });
});

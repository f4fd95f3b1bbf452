import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JAVA_ENUMS, TERMS, ordinal, term, type TermSet } from './terms';
import { EVENTS } from './events/spec';

const source = (file: string) =>
  readFileSync(
    resolve(
      import.meta.dirname,
      `../../../../contract-bindings/src/main/java/io/govchain/governance/${file}.java`,
    ),
    'utf8',
  );

/** The constants of an enum, in the order of its declaration. */
function constants(file: string, name: string): string[] {
  const body = new RegExp(`enum ${name}\\b[^{]*\\{([^;}]*)`).exec(source(file))![1]!;
  return body.replace(/\/\*[^]*?\*\//g, '').match(/[A-Z][A-Z0-9_]*/g)!;
}

describe('terms', () => {
  it.each(Object.keys(TERMS) as TermSet[])('has %s as the Java enum has it, in the same order', set => {
    expect(Object.keys(TERMS[set])).toEqual(constants(...JAVA_ENUMS[set]));
  });

  it('has a set for every word that an event speaks of', () => {
    for (const fields of Object.values(EVENTS)) {
      for (const field of Object.values(fields)) {
        if (field.is === 'word') expect(Object.keys(TERMS)).toContain(field.of);
      }
    }
  });

  it('says a constant in both languages, and one that it does not know as it came', () => {
    expect(term('Role', 'OPERATOR', 'zh')).toBe('操作员');
    expect(term('Role', 'OPERATOR', 'en')).toBe('operator');
    expect(term('Role', 'CLEANER', 'en')).toBe('CLEANER');
  });

  it('numbers a constant as the contract does', () => {
    expect(ordinal('Role', 'CROSS_CHAIN')).toBe(3);
    expect(ordinal('DataClass', 'GENERAL')).toBe(0);
    expect(() => ordinal('Role', 'CLEANER')).toThrow('expected one of NONE, GOVERNOR');
  });
});

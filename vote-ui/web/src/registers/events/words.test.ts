import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TERMS } from '../terms';
import { EVENTS } from './spec';
import { SENTENCES_EN, SENTENCES_ZH } from './sentences';
import { eventPieces, fieldKind, sentenceKey } from './words';

const SOURCE = readFileSync(
  resolve(
    import.meta.dirname,
    '../../../../../contract-bindings/src/main/java/io/govchain/governance/GovernanceEvent.java',
  ),
  'utf8',
);

/** The records of the sealed interface with the names of their components, as declared in Java. */
const DECLARED = new Map(
  [...SOURCE.matchAll(/ {2}record (\w+)\(([^)]*)\)/g)].map(([, type, components]) => [
    type!,
    components!
      .split(',')
      .map(component => component.trim().split(/\s+/).at(-1)!)
      .filter(name => name !== ''),
  ]),
);

const constantsOf = (name: string): string[] =>
  new RegExp(`enum ${name}[^{]*\\{([^}]*)\\}`).exec(SOURCE)![1]!.match(/[A-Z_]+/g)!;

const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(match => match[1]!);

describe('words of events', () => {
  it('knows every event that the Java bindings declare, and every field of it', () => {
    expect(DECLARED.size).toBeGreaterThan(60);
    for (const [type, fields] of DECLARED) {
      expect(Object.keys(EVENTS), type).toContain(type);
      expect(Object.keys(EVENTS[type as keyof typeof EVENTS]).sort(), type).toEqual([...fields].sort());
    }
    expect(Object.keys(EVENTS).sort()).toEqual([...DECLARED.keys()].sort());
  });

  it('has a sentence in both languages for every event and every variant of it', () => {
    const variants: Record<string, [string, string[]]> = {
      AllianceChanged: ['change', constantsOf('AllianceChange')],
      DataSetChanged: ['change', constantsOf('DataChange')],
      SeatChanged: ['seated', ['true', 'false']],
      AffiliationChanged: ['affiliated', ['true', 'false']],
      StepReported: ['entry', Object.keys(TERMS.Entry)],
    };
    for (const type of DECLARED.keys()) {
      const [field, values] = variants[type] ?? ['none', ['']];
      for (const value of values) {
        for (const party of ['0x' + '0'.repeat(64), '0x' + '1'.repeat(64)]) {
          const event = { type, data: { [field]: value, subject: party, to: party, transaction: party } };
          const key = sentenceKey(event);
          expect(key, `${type} ${value}`).toBeDefined();
          expect(SENTENCES_ZH[key!]).toMatch(/[一-鿿]/);
          expect(SENTENCES_EN[key!]).toMatch(/[a-z]/);
        }
      }
    }
  });

  it('speaks only of fields that the event has, the same in both languages', () => {
    for (const key of Object.keys(SENTENCES_ZH) as (keyof typeof SENTENCES_ZH)[]) {
      const fields = Object.keys(EVENTS[key.split('_')[0] as keyof typeof EVENTS]);
      expect(fields, key).toEqual(expect.arrayContaining(placeholders(SENTENCES_ZH[key])));
      expect(placeholders(SENTENCES_EN[key]).sort(), key).toEqual(placeholders(SENTENCES_ZH[key]).sort());
    }
  });

  it('names the kind of what a sentence is about', () => {
    const id = '0x' + '5'.repeat(64);
    const joined = { type: 'AllianceChanged', data: { id, change: 'JOINED', subject: id } };
    const added = { type: 'AllianceChanged', data: { id, change: 'SUBCHAIN_ADDED', subject: id } };

    expect(fieldKind(joined, 'subject')).toEqual({ is: 'record', kind: 'institutions' });
    expect(fieldKind(added, 'subject')).toEqual({ is: 'record', kind: 'subchains' });
    expect(eventPieces(joined, 'en')).toEqual([
      { field: { is: 'record', kind: 'institutions' }, value: id },
      { text: ' joined alliance ' },
      { field: { is: 'record', kind: 'alliances' }, value: id },
    ]);
  });

  it('shows an event that it does not know with all its data', () => {
    expect(eventPieces({ type: 'SomethingNew', data: { a: 1 } }, 'zh')).toEqual([
      { text: 'SomethingNew: {"a":1}' },
    ]);
  });
});

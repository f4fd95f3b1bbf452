import { describe, expect, it } from 'vitest';
import { TERMS, type TermSet } from '../registers/texts.terms';
import { wordOf } from './words';

describe('words for constants of the chain', () => {
  it('shouldBeThoseOfTheRegisters_whenToldOfWhatTheConstantIs', () => {
    for (const set of Object.keys(TERMS) as TermSet[]) {
      for (const [constant, term] of Object.entries(TERMS[set])) {
        expect(wordOf(constant, set), `${set} ${constant}`).toEqual(term);
      }
    }
  });

  it('shouldTellAWithdrawnApplicationFromAMemberThatLeft', () => {
    expect(wordOf('WITHDRAWN', 'ApplicationStatus')?.[0]).toBe('已撤回');
    expect(wordOf('WITHDRAWN', 'InstitutionStatus')?.[0]).toBe('已退出');
  });

  it('shouldBeFoundForEveryConstant_whenNobodyTellsOfWhatItIs', () => {
    for (const set of Object.keys(TERMS) as TermSet[]) {
      for (const constant of Object.keys(TERMS[set])) expect(wordOf(constant), constant).toBeDefined();
    }
    expect(wordOf('SETTLED')?.[0]).toBe(TERMS.TransactionStatus.SETTLED[0]);
    expect(wordOf('UNHEARD_OF')).toBeUndefined();
  });
});

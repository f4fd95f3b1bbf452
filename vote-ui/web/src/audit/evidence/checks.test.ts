import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkTexts } from './checkTexts';
import {
  contradictions,
  digestCheck,
  type Examination,
  evidenceOf,
  keyOf,
  unchecked,
  verdictOf,
} from './checks';

const proven: Examination = {
  verdict: 'PROVEN',
  checks: [{ name: 'receipt', passed: true }],
  sealedBy: ['0x1'],
};

describe('a verdict', () => {
  it('is the server’s as long as every check passed', () => {
    expect(verdictOf(proven, digestCheck('0xAB', '0xab'))).toBe('PROVEN');
    expect(verdictOf({ ...proven, verdict: 'CANNOT_TELL' }, undefined)).toBe('CANNOT_TELL');
  });

  it('is never better than the page’s own comparison of the file', () => {
    const other = digestCheck('0xab', '0xcd');
    expect(verdictOf(proven, other)).toBe('NOT_PROVEN');
    expect(verdictOf({ ...proven, verdict: 'CANNOT_TELL' }, other)).toBe('NOT_PROVEN');
  });

  it('is never better than a single failed check', () => {
    const liar: Examination = { verdict: 'PROVEN', checks: [{ name: 'seals', passed: false }] };
    expect(verdictOf(liar, undefined)).toBe('NOT_PROVEN');
  });
});

describe('what was not checked', () => {
  it('always names the arguments, the business and the server', () => {
    expect(unchecked(proven, { digest: '0xab', write: true })).toEqual([
      'validators',
      'arguments',
      'business',
      'server',
    ]);
  });

  it('names a missing digest, a read, and nodes that were believed', () => {
    const open = unchecked({ verdict: 'PROVEN', checks: [], confirmedBy: ['n1'] }, { write: false });
    expect(open).toEqual(['digest', 'read', 'nodes', 'arguments', 'business', 'server']);
  });

  it('is everything where nothing could be told', () => {
    expect(unchecked({ verdict: 'CANNOT_TELL', checks: [] }, { digest: '0x1', write: true })[0]).toBe(
      'everything',
    );
  });
});

describe('evidence of a step', () => {
  const step = { index: 1, outcome: 'SUCCEEDED', outcomeDigest: '0xa' };

  it('is that of what it did and of what undid it', () => {
    const timeline = [
      { step: 1, entry: 'SUCCEEDED', digest: '0xa' },
      { step: 1, entry: 'COMPENSATION_FAILED', digest: '0xr' },
      { step: 1, entry: 'COMPENSATED', digest: '0xc' },
      { step: 0, entry: 'COMPENSATED', digest: '0xd' },
    ];
    expect(evidenceOf(step, timeline)).toEqual([
      { step: 1, about: 'outcome', digest: '0xa' },
      { step: 1, about: 'compensation', digest: '0xc' },
    ]);
  });

  it('of two entries is told apart although they name the same, which is a contradiction', () => {
    const named = evidenceOf(step, [{ step: 1, entry: 'COMPENSATED', digest: '0xa' }]);
    expect(named.map(each => each.about)).toEqual(['outcome', 'compensation']);
    expect(new Set(named.map(keyOf)).size).toBe(2);
    expect(contradictions(named)).toEqual(['0xa']);
  });

  it('is no contradiction where the digests, or the steps, are others', () => {
    const [done] = evidenceOf(step, []);
    const undone = { step: 1, about: 'compensation', digest: '0xc' } as const;
    expect(contradictions([done!, undone])).toEqual([]);
    expect(contradictions([done!, { ...undone, step: 0, digest: '0xa' }])).toEqual([]);
  });

  it('is not the digest of a reason', () => {
    expect(evidenceOf({ index: 1, outcome: 'FAILED', outcomeDigest: '0xr' }, [])).toEqual([]);
  });
});

describe('words for checks', () => {
  it('exist for every check of the server', () => {
    const source = readFileSync(
      '../server/src/main/java/io/govchain/console/evidence/Examination.java',
      'utf8',
    );
    const names = [...source.matchAll(/Check\s*\.\s*(?:that|same)\(\s*"([\w-]+)"/g)].map(
      match => match[1] as string,
    );
    expect(new Set(names).size).toBeGreaterThan(8);
    for (const name of names) {
      expect(checkTexts.zh).toHaveProperty([name]);
      expect(checkTexts.en).toHaveProperty([name]);
    }
  });
});

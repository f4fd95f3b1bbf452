import { describe, expect, it } from 'vitest';
import { ENUMS } from '../../generated/contracts';
import { FakeChain, record } from '../../chain/testing';
import { alikeCodes, alikeNames } from './alike';
import { likenesses } from './likenesses';

describe('names that look the same', () => {
  it.each([
    ['City Court', 'City Court'],
    ['City Court', 'city  court'],
    ['City Court', 'City-Court.'],
    ['City Court', 'Сity Cоurt'],
    ['City Court', 'C1ty C0urt'],
    ['City Court', 'Clty Court'],
    ['City Court', 'Ｃｉｔｙ Ｃｏｕｒｔ'],
    ['City Court', 'City\u200bCou\u00adrt'],
    ['City Court', '\u202eCity Court'],
    ['City Court', 'Çity Cöurt'],
    ['Modern Bank', 'Modem Bank'],
    ['Straße', 'STRASSE'],
    ['市公证处', '巿公证处'],
    ['市 公证处', '市公证处'],
  ])('are %s and %s', (one, other) => {
    expect(alikeNames(one, other)).toBe(true);
    expect(alikeNames(other, one)).toBe(true);
  });

  it.each([
    ['City Court', 'City Bank'],
    ['City Court', 'City Courts'],
    ['市公证处', '省公证处'],
    ['...', '---'],
    ['', '!'],
  ])('are not %s and %s', (one, other) => expect(alikeNames(one, other)).toBe(false));
});

describe('codes that look the same or differ by a slip', () => {
  it.each([
    ['court', 'c0urt'],
    ['court', 'courts'],
    ['court', 'cout'],
    ['court', 'cuort'],
    ['court', 'covrt'],
    ['il', '1l'],
  ])('are %s and %s', (one, other) => {
    expect(alikeCodes(one, other)).toBe(true);
    expect(alikeCodes(other, one)).toBe(true);
  });

  it.each([
    ['court', 'notary'],
    ['court', 'cartt'],
    ['ab', 'ac'],
    ['abc', 'abd'],
  ])('are not %s and %s', (one, other) => expect(alikeCodes(one, other)).toBe(false));
});

describe('an applicant', () => {
  const id = (at: number) => `0x${String(at).repeat(64)}`;
  const status = (name: string) => ENUMS['IInstitutions.ApplicationStatus']!.indexOf(name);
  const one = (view: string, fields: Record<string, unknown>) => record('Institutions', view, fields)[0];
  const chain = (name: string) =>
    new FakeChain({
      'Institutions.institutions': () => [[one('institution', { code: 'court', name })]],
      'Institutions.membershipApplicationCount': () => [3],
      'Institutions.membershipApplications': () => [
        [
          one('membershipApplication', { id: id(1), code: 'c0urt', name: 'x', status: status('PENDING') }),
          one('membershipApplication', { id: id(2), code: 'kourt', name: 'y', status: status('PENDING') }),
          one('membershipApplication', { id: id(3), code: 'court', name: 'z', status: status('WITHDRAWN') }),
        ],
      ],
    });

  it('is told apart from members and from other applicants, but not from itself', async () => {
    const told = await likenesses(chain('City\u202e Court'), id(1), { code: 'c0urt', name: 'Сity Court' });
    expect(told.map(each => each.en)).toEqual([
      'Name and code look like that of the institution “City\\u{202e} Court” (code court). Make sure who is meant before you decide.',
    ]);
    expect(told[0]!.zh).toContain('court');
    expect(await likenesses(chain('City Court'), id(1), { code: 'kaurt', name: 'Z' })).toHaveLength(1);
    expect(await likenesses(chain('City Court'), id(1), { code: 'bank', name: 'Bank' })).toEqual([]);
  });
});

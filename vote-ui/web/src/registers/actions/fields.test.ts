import { describe, expect, it } from 'vitest';
import { check, checkAll, type Field, type FieldType } from './fields';

const NOW = 1_800_000_000;
const problem = (type: FieldType, value: unknown) => check({ name: 'x', type }, value, NOW);

describe('check of a field', () => {
  it.each([
    ['notary', undefined],
    ['notary-2', undefined],
    ['-notary', 'code'],
    ['Notary', 'code'],
    ['公证处', 'code'],
    ['a'.repeat(33), 'code'],
    ['  ', 'missing'],
  ])('code %s', (value, expected) => expect(problem({ is: 'code' }, value)).toBe(expected));

  it.each([
    ['https://proxy.example:9443', undefined],
    ['http://proxy.example:9443', 'endpoint'],
    ['https://', 'endpoint'],
    ['https://proxy.example/path', 'endpoint'],
    [`https://${'a'.repeat(250)}`, 'long'],
  ])('endpoint %s', (value, expected) => expect(problem({ is: 'endpoint' }, value)).toBe(expected));

  it('counts a text in the bytes that the contract counts', () => {
    expect(problem({ is: 'text', max: 6 }, '机构')).toBeUndefined();
    expect(problem({ is: 'text', max: 5 }, '机构')).toBe('long');
  });

  it('takes times of the future, within what the contract takes', () => {
    expect(problem({ is: 'time' }, NOW)).toBe('past');
    expect(problem({ is: 'time', withinDays: 30 }, NOW + 31 * 86_400)).toBe('far');
    expect(problem({ is: 'time', withinDays: 30 }, NOW + 29 * 86_400)).toBeUndefined();
  });

  it('takes no digest that is zero', () => {
    expect(problem({ is: 'digest' }, `0x${'0'.repeat(64)}`)).toBe('digest');
    expect(problem({ is: 'digest' }, `0x${'1'.repeat(64)}`)).toBeUndefined();
  });

  it('wants compensators that are writes of the same contract, and every function once', () => {
    const row = (signature: string, kind = 'WRITE', compensator = '') => ({ signature, kind, compensator });
    const functions = (...rows: ReturnType<typeof row>[]) => problem({ is: 'functions' }, rows);

    expect(
      functions(row('store(bytes32)', 'WRITE', 'withdraw(bytes32)'), row('withdraw(bytes32)')),
    ).toBeUndefined();
    expect(functions(row('store(bytes32)', 'WRITE', 'withdraw(bytes32)'))).toBe('compensator');
    expect(functions(row('store(bytes32)'), row('store(bytes32)'))).toBe('functionTwice');
    expect(functions(row('find(bytes32)(string,address)', 'READ'))).toBeUndefined();
    expect(functions(row('no signature'))).toBe('functionSignature');
  });

  it('wants an agreement that can be reached', () => {
    const anchors = (agreement: number, nodes: string[], confirmations?: number) =>
      problem({ is: 'anchors' }, { rule: 'NODE_AGREEMENT', agreement, nodes, confirmations, validators: [] });

    expect(anchors(1, ['http://a:1'])).toBeUndefined();
    expect(anchors(2, ['http://a:1'])).toBe('agreement');
    expect(anchors(1, ['a:1'])).toBe('anchors');
    expect(anchors(1, ['http://a', 'http://A:80/'])).toBe('nodeTwice');
    expect(anchors(1, ['http://a:1'], 1000)).toBeUndefined();
    for (const wrong of [-1, 1.5, 1001]) expect(anchors(1, ['http://a:1'], wrong)).toBe('confirmations');
  });
});

describe('check of a form', () => {
  it('asks for what applies only', () => {
    const fields: Field[] = [
      { name: 'motion', type: { is: 'word', of: 'Motion', among: ['EXCLUDE', 'DISSOLVE'] } },
      { name: 'subject', type: { is: 'code' }, when: values => values.motion !== 'DISSOLVE' },
      { name: 'note', type: { is: 'text', max: 9 }, optional: true },
    ];

    expect(checkAll(fields, { motion: 'DISSOLVE' }, NOW)).toEqual({});
    expect(checkAll(fields, { motion: 'EXCLUDE' }, NOW)).toEqual({ subject: 'missing' });
  });
});

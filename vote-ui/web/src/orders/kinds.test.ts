import { describe as suite, expect, it } from 'vitest';
import { GOVERNED } from '../chain/contracts';
import { FakeChain } from '../chain/testing';
import { describe } from '../chain/words/describe';
import { Names } from '../chain/words/names';
import { argumentsOf, problemOf, type Field, type FieldValue, type Values } from './fields';
import { callOf, givenIn, kindOf, KINDS } from './kinds';
import discussions from '../../../vectors/discussions.json';
import { discussionIn } from './reading';

const HASH = `0x${'ab'.repeat(32)}`;
const ADDRESS = '0x00000000000000000000000000000000000000aa';

/** A value that each field takes. */
function good(field: Field): FieldValue {
  switch (field.type) {
    case 'record':
      return field.of === 'accounts' ? ADDRESS : field.of === 'governance-contracts' ? 'Credit' : HASH;
    case 'choice':
      return field.constants.at(-1);
    case 'role':
      return 'PUBLIC';
    case 'number':
    case 'span':
      return String(field.least);
    case 'text':
      return '文字 text';
    case 'yesNo':
      return true;
    case 'digest':
      return HASH;
    case 'address':
      return ADDRESS;
    case 'data':
      return '0x1234';
    case 'functions':
      return { contract: 'Pipelines', functions: ['freeze(bytes32)'] };
  }
}

suite('kinds of change', () => {
  it('are all those that the genesis file has a policy for, each once', () => {
    const governed = GOVERNED.map(({ contract, fn }) => `${contract}.${fn}`).sort();
    expect(KINDS.map(({ key }) => key as string).sort()).toEqual(governed);
  });

  it('make calls that the console can put into words', async () => {
    const names = new Names(new FakeChain());
    for (const kind of KINDS) {
      const values: Values = Object.fromEntries(kind.fields.map(field => [field.name, good(field)]));
      for (const field of kind.fields)
        expect(problemOf(field, values[field.name]), `${kind.key} ${field.name}`).toBeUndefined();
      // Data that no contract has a function for are told as such.
      if (kind.key === 'Contracts.upgrade') values.data = '0x';
      const described = await describe(callOf(kind, values), names);
      expect(`${described.contract}.${described.signature.split('(')[0]}`).toBe(kind.key);
      expect(described.known, kind.key).toBe(true);
    }
  });

  it('put values in their places', async () => {
    const kind = kindOf('Institutions.changeCategory');
    if (!kind) throw new Error('no such kind');
    const described = await describe(
      callOf(kind, { institution: HASH, category: 'AUDIT' }),
      new Names(new FakeChain()),
    );
    expect(described.sentence.en).toBe(
      `Make institution ${HASH} (not registered) a member of category audit`,
    );
  });
});

suite('fields', () => {
  const number: Field = { name: 'score', type: 'number', least: 1, most: 1000 };
  it.each(['', '0', '1001', '1.5', '-1', 'ten', '1e3'])('refuse %j as a number from 1 to 1000', text => {
    expect(problemOf(number, text)).toBeDefined();
  });
  it('refuse what is missing, malformed or too long', () => {
    expect(problemOf({ name: 'account', type: 'record', of: 'accounts' }, HASH)).toBe('hint.record');
    expect(problemOf({ name: 'node', type: 'record', of: 'nodes' }, ADDRESS)).toBe('hint.record');
    expect(
      problemOf(
        { name: 'location', type: 'address' },
        '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'.replace('5aA', '5AA'),
      ),
    ).toBe('hint.address');
    expect(problemOf({ name: 'data', type: 'data' }, '0x123')).toBe('hint.data');
    expect(problemOf({ name: 'note', type: 'text', longest: 5 }, '文字')).toBe('hint.long');
    expect(
      problemOf(
        { name: 'functions', type: 'functions', several: true },
        { contract: 'Nodes', functions: [] },
      ),
    ).toBe('hint.functions');
  });
  it('count enums as the chain does', () => {
    const policy: Field = { name: 'policy', type: 'choice', constants: ['NONE', 'MAJORITY'], first: 0 };
    expect(argumentsOf(policy, 'MAJORITY')).toEqual([1]);
    expect(argumentsOf({ ...policy, constants: ['GENESIS', 'GOVERNANCE'], first: 1 }, 'GENESIS')).toEqual([
      1,
    ]);
  });
});

suite('what others hand in', () => {
  it('fills in typed fields of the form that an address names, and nothing else', () => {
    const given = (key: string, query: string) => {
      const kind = kindOf(key);
      if (!kind) throw new Error('no such kind');
      return givenIn(kind, new URLSearchParams(query));
    };
    expect(given('Institutions.suspend', `institution=${HASH}&description=x&toString=1`)).toEqual({
      institution: HASH,
    });
    expect(given('WorkOrders.setPolicy', 'function=freeze&policy=SIMPLE')).toEqual({ policy: 'SIMPLE' });
    expect(given('Credit.setAffiliated', 'affiliated=true')).toEqual({});
  });

  it.each(discussions)('has the link that the server finds, too: $description', ({ description, link }) => {
    expect(discussionIn(description) ?? null).toBe(link);
  });

  it('is a link only where it leads where it seems to', () => {
    const link = (text: string) => discussionIn(`Title\n\nDiscussion: ${text}`);
    expect(link('https://forum.example/t/17')).toBe('https://forum.example/t/17');
    expect(link('https://forum.example@evil.example/')).toBeUndefined();
    expect(link('javascript:alert(1)')).toBeUndefined();
    expect(link('https://f\u043erum.example/')).toBe('https://xn--frum-55d.example/');
    expect(link('https://evil.example/\u202emoc.murof')).toBe('https://evil.example/%E2%80%AEmoc.murof');
  });
});

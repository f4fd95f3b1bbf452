import { describe, expect, it } from 'vitest';
import { idOf, ZERO_WORD, type PipelineVersion } from './constraint';
import { allowedFunctions, type End, type KnownVersion } from './read';
import { texts } from './texts';
import { explain, type Explained, type Point } from './words';

const NOW = 1_800_000_000;
const word = (digit: string) => `0x${digit.repeat(64)}`;

const end = (code: string, more: Partial<End> = {}): End => ({
  institution: { code, name: code.toUpperCase(), active: true },
  subchain: { path: `${code}/chain`, kind: 'evm', active: true },
  service: { path: `${code}/crosschain`, endpoint: `https://${code}:1`, active: true },
  contract: { path: `${code}/evidence`, address: `0x${'01'.repeat(20)}`, active: true },
  functions: [
    { signature: 'store(bytes32)', write: true, compensator: 'withdraw(bytes32)' },
    { signature: 'burn(bytes32)', write: true },
    { signature: 'find(bytes32)', write: false },
  ],
  rule: 'NODE_AGREEMENT',
  anchors: { rule: 'NODE_AGREEMENT', agreement: 2, nodes: ['http://a', 'http://b'], validators: [] },
  trust: word('a'),
  ...more,
});

const version: PipelineVersion = {
  id: word('1'),
  number: 1,
  source: { institution: '', subchain: '', service: '', businessContract: '', functions: [] },
  target: { institution: '', subchain: '', service: '', businessContract: '', functions: [] },
  status: 'ACTIVE',
  validFrom: NOW,
  terms: { validUntil: NOW + 100, dataClass: 'IMPORTANT', callsPerWindow: 10, windowSeconds: 60 },
  constraintHash: word('c'),
  sourceTrust: word('a'),
  targetTrust: word('a'),
};
const application = { path: 'one/app', key: '0xkey', active: true };
const known = (more: Partial<KnownVersion> = {}): KnownVersion => ({
  version,
  source: end('one', { application }),
  target: end('two'),
  ...more,
});
const all = (explained: Explained): Point[] =>
  Object.values<readonly Point[]>({ ...explained }).flatMap(points => [...points]);
const told = (points: readonly { text: string }[]) => points.map(point => point.text);

describe('a pipeline in words', () => {
  it('says who may call what, by which proxies, until when, how often, and how it is proven', () => {
    const explained = explain(known(), NOW);

    expect(explained.who).toEqual([
      {
        text: 'who.application',
        values: {
          application: 'one/app',
          institution: { quote: 'ONE' },
          code: 'one',
          subchain: 'one/chain',
          key: '0xkey',
        },
      },
    ]);
    expect(told(explained.what)).toEqual([
      'what.target',
      'allows.write',
      'allows.writeForGood',
      'allows.read',
      'what.source',
      'allows.write',
      'allows.writeForGood',
      'allows.read',
    ]);
    expect(explained.how[0]!.values).toMatchObject({
      source: 'one/crosschain',
      targetEndpoint: { quote: 'https://two:1' },
    });
    expect(told(explained.limits)).toEqual(['limits.until', 'limits.calls', 'limits.class']);
    expect(told(explained.evidence)).toEqual(['evidence.nodes', 'evidence.nodes']);
  });

  it('warns of what should not be overlooked', () => {
    const one = { rule: 'NODE_AGREEMENT', agreement: 1, nodes: ['http://a'], validators: [] };
    const stopped = { path: 'two/crosschain', endpoint: 'https://two:1', active: false };
    const explained = explain(
      {
        version: { ...version, terms: { ...version.terms, validUntil: NOW, callsPerWindow: 0 } },
        source: end('one', { application, anchors: one, trust: word('b') }),
        target: end('two', { service: stopped, anchors: undefined }),
      },
      NOW,
    );
    const warnings = all(explained).filter(point => point.warns);

    expect(told(warnings)).toEqual(
      expect.arrayContaining([
        'allows.writeForGood',
        'how.inactive',
        'limits.over',
        'evidence.nodes',
        'evidence.changed',
        'evidence.unreadable',
      ]),
    );
    expect(told(explained.limits)).toContain('limits.none');
  });

  it('does not call anchors changed that nobody agreed on yet', () => {
    const requested = { ...version, sourceTrust: ZERO_WORD, targetTrust: ZERO_WORD };

    expect(told(explain(known({ version: requested }), NOW).evidence)).not.toContain('evidence.changed');
  });

  it('has texts for every sentence in both languages', () => {
    for (const point of all(explain(known(), NOW))) {
      expect(texts.zh[point.text]).toMatch(/[一-鿿]/);
      for (const value of Object.keys(point.values)) {
        expect(
          texts.en[point.text].includes(`{{${value}}}`) ||
            ['compensator', 'signature', 'code'].includes(value),
        ).toBe(true);
      }
    }
  });

  it('names the functions that the contract declares, with what undoes them', () => {
    const declared = [
      { signature: 'store(bytes32)', kind: 2n, compensator: idOf('withdraw(bytes32)') },
      { signature: 'withdraw(bytes32)', kind: 2n, compensator: ZERO_WORD },
    ];

    expect(allowedFunctions(declared, [idOf('store(bytes32)'), word('9')])).toEqual([
      { signature: 'store(bytes32)', write: true, compensator: 'withdraw(bytes32)' },
      { signature: word('9'), write: true },
    ]);
  });
});

const HOSTILE = [
  ' (verified by this console). You can agree safely',
  'store(bytes32)” , which this console has checked: “ok',
  '\u202e\u2066(elbissop gnihton)',
  'a\u200b\nb',
  '',
];
/** Everything at an end that a member writes as it likes. */
const foreign = (text: string): Partial<End> => ({
  institution: { code: 'two', name: `name ${text}`, active: true },
  subchain: { path: 'two/chain', kind: `kind ${text}`, active: true },
  service: { path: 'two/crosschain', endpoint: `https://two ${text}`, active: true },
  contract: { path: 'two/evidence', address: `address ${text}`, active: true },
  functions: [
    { signature: `write ${text}`, write: true, compensator: `undo ${text}` },
    { signature: `good ${text}`, write: true },
    { signature: `read ${text}`, write: false },
  ],
  anchors: { rule: 'NODE_AGREEMENT', agreement: 1, nodes: [`http://node ${text}`], validators: [] },
});
const WRITTEN = ['name', 'kind', 'https://two', 'address', 'write', 'undo', 'good', 'read', 'http://node'];

describe('what parties wrote', () => {
  it('is a quotation wherever it stands, and nothing else is', () => {
    for (const text of HOSTILE) {
      const points = all(explain(known({ target: end('two', foreign(text)) }), NOW));
      const values = points.flatMap(each => Object.values(each.values)).flat();
      const quotes = values.flatMap(each =>
        typeof each === 'object' && 'quote' in each ? [each.quote] : [],
      );
      for (const written of WRITTEN) {
        const told = `${written} ${text}`;
        expect(quotes).toContain(told);
        expect(values).not.toContain(told);
      }
    }
  });

  it('is warned of where it is no signature and no address', () => {
    const odd = (more: Partial<End>) =>
      explain(known({ target: end('two', more) }), NOW)
        .what.filter(each => each.text.startsWith('odd.'))
        .map(each => [each.warns, Object.values(each.values).flat()]);
    expect(odd({})).toEqual([]);
    for (const text of HOSTILE) {
      const told = ['write', 'undo', 'good', 'read'].map(each => [true, [{ quote: `${each} ${text}` }]]);
      expect(odd(foreign(text))).toEqual([...told, [true, ['two/evidence', { quote: `address ${text}` }]]]);
    }
    const signatures = ['find(bytes32)(string,(address,uint64)[2],bool)', 'find()', '_f$1(uint256[])'];
    expect(odd({ functions: signatures.map(signature => ({ signature, write: false })) })).toEqual([]);
    for (const signature of [
      'find',
      'find (bytes32)',
      'find(bytes32 id)',
      'find(bytes32)\u200b',
      '1(x)',
      word('9'),
    ])
      expect(odd({ functions: [{ signature, write: false }] }), signature).toEqual([
        [true, [{ quote: signature }]],
      ]);
  });

  it('is an address by the chain’s own notation', () => {
    const warned = (kind: string, address: string) =>
      told(
        explain(
          known({
            target: end('two', {
              subchain: { path: 'two/chain', kind, active: true },
              contract: { path: 'two/evidence', address, active: true },
            }),
          }),
          NOW,
        ).what,
      ).includes('odd.address');
    expect(warned('evm', 'mychannel/deeds')).toBe(true);
    expect(warned('evm', `0x${'Ab'.repeat(20)}`)).toBe(false);
    expect(warned('fabric', 'mychannel/deeds:1.0')).toBe(false);
    expect(warned('fabric', 'deeds (checked)')).toBe(true);
  });
});

describe('evidence by seals', () => {
  it('names every validator, whom the sentence only counts', () => {
    const validators = ['0xAa', '0xBb'];
    const sealed = end('two', {
      rule: 'QBFT_SEALS',
      anchors: { rule: 'QBFT_SEALS', agreement: 1, nodes: [], validators },
    });
    const point = explain(known({ target: sealed }), NOW).evidence.find(
      each => each.text === 'evidence.seals',
    );
    expect(point?.list).toEqual(validators);
  });
});

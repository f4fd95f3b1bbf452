import { id as keccakOfText, type ParamType } from 'ethers';
import { describe as suite, expect, it } from 'vitest';
import calls from '../../../../vectors/calls.json';
import { ADDRESSES, CONTRACT_NAMES, GOVERNED, interfaceOf, writesOf, type ContractName } from '../contracts';
import { FakeChain, zero } from '../testing';
import { ACTIONS } from './actions';
import { describe } from './describe';
import { NameMismatch, Names } from './names';
import { REFUSALS, refusalWords } from './refusals';
import { absolute, zone } from '../../parts/time';
import { moment } from './values';
import { escaped, quoted } from './sentence';

/** Called by contracts among themselves, while the genesis file is made, or never: no person signs them. */
const NOT_SIGNED = new Set([
  ...['Institutions.countGovernor', 'WorkOrders.enrol', 'WorkOrders.setSeat', 'WorkOrders.setFirstPolicies'],
  ...[
    'Pipelines.disturb',
    'Pipelines.take',
    'Transactions.restrict',
    'Credit.record',
    'ValidatorShield.remember',
  ],
  // Refused by the contracts themselves, or for the administrator that nobody is.
  ...['relay', 'queue', 'onERC1155BatchReceived', 'onERC1155Received', 'onERC721Received'].map(
    fn => `WorkOrders.${fn}`,
  ),
  'WorkOrders.castVoteWithReasonAndParams',
  ...[
    'cancel',
    'consumeScheduledOp',
    'execute',
    'grantRole',
    'labelRole',
    'renounceRole',
    'revokeRole',
    'setGrantDelay',
  ].map(fn => `Accounts.${fn}`),
  ...['setRoleAdmin', 'setRoleGuardian', 'setTargetAdminDelay', 'setTargetClosed', 'updateAuthority'].map(
    fn => `Accounts.${fn}`,
  ),
]);
const EVERYWHERE = new Set(['initialize', 'setAuthority', 'upgradeToAndCall']);

suite('words for actions', () => {
  const names = new Names(new FakeChain());
  const sample = (contract: ContractName, fn: string) => {
    const abi = interfaceOf(contract);
    const fragment = abi.getFunction(fn);
    if (!fragment) throw new Error(`${contract}.${fn} is not in the ABI`);
    return {
      to: ADDRESSES[contract],
      data: abi.encodeFunctionData(
        fragment,
        fragment.inputs.map((input: ParamType) => zero(input)),
      ),
    };
  };

  it('exist in both languages for every function that the genesis file has a policy for', async () => {
    expect(GOVERNED).toHaveLength(40);
    for (const { contract, fn } of GOVERNED) {
      const { known, sentence } = await describe(sample(contract, fn), names);
      expect(known, `${contract}.${fn}`).toBe(true);
      expect(sentence.en, `${contract}.${fn}`).toMatch(/^[A-Z][^{}]+$/);
      expect(sentence.zh, `${contract}.${fn}`).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
    }
  });

  it('exist for every function that a person may sign', () => {
    const without = CONTRACT_NAMES.filter(name => name !== 'RecoveryValidators').flatMap(contract =>
      writesOf(contract)
        .map(({ name }) => `${contract}.${name}`)
        .filter(name => !ACTIONS[name] && !NOT_SIGNED.has(name) && !EVERYWHERE.has(name.split('.')[1] ?? '')),
    );
    expect(without).toEqual([]);
  });

  it('name functions and parameters that are there', async () => {
    for (const key of Object.keys(ACTIONS)) {
      const [contract, fn] = key.split('.') as [ContractName, string];
      const { sentence } = await describe(sample(contract, fn), names);
      expect(`${sentence.en}${sentence.zh}`, key).not.toMatch(/[{}]|undefined/);
    }
  });

  it('are refused to unknown contracts, unknown functions, and data with something appended', async () => {
    const suspend = sample('Institutions', 'suspend');
    for (const call of [
      { to: '0x000000000000000000000000000000000000dead', data: suspend.data },
      { to: suspend.to, data: '0xdeadbeef' },
      { to: suspend.to, data: `${suspend.data}00` },
      { to: suspend.to, data: suspend.data.slice(0, -2) },
      { to: suspend.to, data: '0x' },
    ]) {
      const described = await describe(call, names);
      expect(described.known, call.data).toBe(false);
      expect(described.sentence.en).toContain('UNKNOWN CALL');
    }
  });

  it('are there for exactly the calls that the index, its lists and the command line know, too', async () => {
    for (const { why, to, data, value, known } of calls)
      expect((await describe({ to, data, value: BigInt(value) }, names)).known, why).toBe(known);
  });

  it('mark a proposal that has an unknown call inside', async () => {
    const abi = interfaceOf('WorkOrders');
    const propose = (data: string) => ({
      to: ADDRESSES.WorkOrders,
      data: abi.encodeFunctionData('propose', [[ADDRESSES.Institutions], [0n], [data], 'a title']),
    });
    expect((await describe(propose(sample('Institutions', 'expel').data), names)).known).toBe(true);
    const hidden = await describe(propose('0xdeadbeef'), names);
    expect(hidden.known).toBe(false);
    expect(hidden.sentence.zh).toContain('未知调用');
  });

  it('that move money are not known, alone and in a proposal, and say that they cannot be carried out', async () => {
    const expel = sample('Institutions', 'expel');
    const plain = await describe({ ...expel, value: 0n }, names);
    expect(plain).toMatchObject({ known: true });
    const moving = await describe({ ...expel, value: 1n }, names);
    expect(moving.known).toBe(false);
    expect(moving.sentence.en).toBe(
      `This call moves 1 wei, which no governance contract takes: it can never be carried out, and the work order with it. It would be: ${plain.sentence.en}`,
    );
    expect(moving.sentence.zh).toContain('附带 1 wei');
    const twin = {
      to: ADDRESSES.WorkOrders,
      data: interfaceOf('WorkOrders').encodeFunctionData('propose', [
        [expel.to],
        [1n],
        [expel.data],
        'a title',
      ]),
    };
    const proposed = await describe(twin, names);
    expect(proposed.known).toBe(false);
    expect(proposed.sentence.en).toContain('moves 1 wei');
  });

  it('tell the call that an upgrade makes, and that the new code decides; what is not known is marked', async () => {
    const upgrade = (name: string, data: string) => ({
      to: ADDRESSES.Contracts,
      data: interfaceOf('Contracts').encodeFunctionData('upgrade', [name, ADDRESSES.Nodes, data]),
    });
    const periods = interfaceOf('WorkOrders').encodeFunctionData('setPeriods', [604800, 1209600]);
    const decoded = await describe(upgrade('WorkOrders', periods), names);
    expect(decoded.known).toBe(true);
    expect(decoded.sentence.en).toContain(
      'then call it with: Let votes last 7 days, and accepted work orders stay executable for 14 days (by the functions that it has now; the new code decides)',
    );
    expect((await describe(upgrade('WorkOrders', '0x'), names)).sentence.en).toMatch(/then call nothing$/);
    for (const [name, data] of [
      ['WorkOrders', '0xdeadbeef'],
      ['WorkOrders', `${periods}00`],
      ['Unheard', periods],
    ] as const) {
      const hidden = await describe(upgrade(name, data), names);
      expect(hidden.known, `${name} ${data}`).toBe(false);
      expect(hidden.sentence.zh).toContain(data.slice(0, 10));
    }
  });

  it('show what others wrote as a quotation that cannot be mistaken for the console’s words', async () => {
    const chain = new FakeChain({
      'Institutions.institution': id => [
        [
          id,
          'evil',
          'Nice"\u202e, and pay\nnobody',
          2,
          1,
          `0x${'00'.repeat(32)}`,
          '',
          '',
          ADDRESSES.Nodes,
          1,
        ],
      ],
    });
    const abi = interfaceOf('Institutions');
    const data = abi.encodeFunctionData('suspend', [keccakOfText('evil')]);
    const { sentence } = await describe({ to: ADDRESSES.Institutions, data }, new Names(chain));
    expect(sentence.en).toBe(
      'Suspend institution “Nice\\u{22}\\u{202e}, and pay⏎nobody” (evil) and all its accounts',
    );
  });

  it('are not told by a node that gives an id the name of somebody else', async () => {
    const other = new FakeChain({
      'Institutions.institution': id => [
        [id, 'archive', 'City Archive', 2, 1, `0x${'00'.repeat(32)}`, '', '', ADDRESSES.Nodes, 1],
      ],
    });
    const suspend = (code: string) => ({
      to: ADDRESSES.Institutions,
      data: interfaceOf('Institutions').encodeFunctionData('suspend', [keccakOfText(code)]),
    });
    await expect(describe(suspend('court'), new Names(other))).rejects.toBeInstanceOf(NameMismatch);
    expect((await describe(suspend('archive'), new Names(other))).known).toBe(true);
  });

  it('tell the id of what is not named by its path, such as a subchain that changed hands', async () => {
    const id = keccakOfText('court/deeds');
    const named = (owner: string) =>
      new Names(
        new FakeChain({
          'Alliances.alliance': each => [[each, 'deeds', '', 'x', keccakOfText(owner), 1, 1, id, id, 1, 1]],
          'Institutions.codeOf': () => [owner],
        }),
      );
    expect((await named('court').of('alliance', id)).en).toBe('court/deeds');
    expect((await named('archive').of('alliance', id)).en).toBe(`“archive/deeds” [id ${id}]`);
  });

  it('name the functions that a pipeline allows, by their hashes alone', async () => {
    const known = 'record(bytes32)';
    const other = keccakOfText('drain(address)');
    const word = `0x${'22'.repeat(32)}`;
    const chain = new FakeChain({
      'Subchains.businessContract': id => {
        const fragment = interfaceOf('Subchains').getFunction('businessContract');
        const shape = fragment?.outputs[0]?.components ?? [];
        return [
          shape.map(part =>
            part.name === 'functions'
              ? [
                  (part.arrayChildren?.components ?? []).map(each =>
                    each.name === 'signature' ? known : zero(each),
                  ),
                ]
              : part.name === 'status'
                ? 1
                : part.name === 'id'
                  ? id
                  : zero(part),
          ),
        ];
      },
    });
    const side = [word, word, word, word, word, [keccakOfText(known), other]];
    const data = interfaceOf('Pipelines').encodeFunctionData('request', ['deeds', side, side, [0, 0, 0, 0]]);
    const { sentence } = await describe({ to: ADDRESSES.Pipelines, data }, new Names(chain));
    expect(sentence.en).toContain(`with the functions “record(bytes32)”, ${other} (not declared)`);
  });

  it('leave nothing out of a quotation without saying so, and show no blank that is none', () => {
    expect(quoted(`a\u3164b\u2066c`).en).toBe('“a\\u{3164}b\\u{2066}c”');
    expect(quoted('x'.repeat(4096)).en).toHaveLength(4098);
    expect(quoted('x'.repeat(5000)).en).toMatch(/…” \(and 904 more characters\)$/);
    expect(quoted(`${'x'.repeat(4090)}\u202e\u202ey`).en).toMatch(/x…” \(and 3 more characters\)$/);
    expect(escaped('a\u202eb')).toBe('a\\u{202e}b');
  });

  it('say enums, roles, functions and spans in words', async () => {
    const call = (contract: ContractName, fn: string, args: unknown[]) => ({
      to: ADDRESSES[contract],
      data: interfaceOf(contract).encodeFunctionData(fn, args),
    });
    const says = async (contract: ContractName, fn: string, args: unknown[]) =>
      (await describe(call(contract, fn, args), names)).sentence;
    const freeze = interfaceOf('Pipelines').getFunction('freeze')?.selector;
    expect((await says('WorkOrders', 'setPolicy', [ADDRESSES.Pipelines, freeze, 2])).zh).toBe(
      '将 Pipelines.freeze 的表决规则改为：三分之二',
    );
    expect(
      (await says('Accounts', 'setTargetFunctionRole', [ADDRESSES.Pipelines, [freeze, '0x12345678'], 2])).en,
    ).toBe('Let only operator call Pipelines.freeze, the unknown function 0x12345678 of Pipelines');
    expect((await says('WorkOrders', 'setPeriods', [604800, 1209600])).en).toBe(
      'Let votes last 7 days, and accepted work orders stay executable for 14 days',
    );
    expect((await says('Subchains', 'freeze', [1, `0x${'22'.repeat(32)}`])).en).toBe(
      `Freeze subchain 0x${'22'.repeat(32)} (not registered)`,
    );
    expect((await says('WorkOrders', 'setPolicy', [ADDRESSES.Pipelines, freeze, 0])).en).toContain(
      'not allowed',
    );
  });
});

suite('words for refusals', () => {
  const errors = new Map<string, string[]>();
  CONTRACT_NAMES.forEach(name =>
    interfaceOf(name).forEachError(each =>
      errors.set(
        each.name,
        each.inputs.map(input => input.name),
      ),
    ),
  );

  it('belong to errors and values that the contracts have', () => {
    for (const [name, { en, zh }] of Object.entries(REFUSALS)) {
      if (name === 'NoAnswer' || name === 'Error') continue;
      expect(errors.has(name), name).toBe(true);
      for (const [, value] of `${en}${zh}`.matchAll(/\{(\w+)\}/g))
        expect(errors.get(name), name).toContain(value);
      expect(zh, name).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('are there for every error that the contracts have, and never only its name', () => {
    expect([...errors.keys()].filter(name => !(name in REFUSALS))).toEqual([]);
    for (const [name, { en, zh }] of Object.entries(REFUSALS))
      for (const text of [en, zh]) expect(text, name).not.toContain(name === 'Error' ? 'Error(' : name);
  });

  it('fill in values', () => {
    expect(refusalWords('TooFewValidators', { actual: 3n, minimum: 4n })?.en).toBe(
      '3 validators would be left; there must be 4 at least.',
    );
    expect(refusalWords('NoSuchError', {})).toBeUndefined();
  });
});

suite('the end of a protocol key', () => {
  const register = async (end: number) => {
    const args = [2, '0x12', end, '0x34'];
    const data = interfaceOf('ProtocolKeys').encodeFunctionData('register', args);
    return (await describe({ to: ADDRESSES.ProtocolKeys, data }, new Names(new FakeChain()))).sentence;
  };

  it('is told as none where there is none, and not as the beginning of time', async () => {
    expect((await register(0)).en).toMatch(
      /^Register a SM2\/SM3 key .*, valid until it is revoked or replaced$/,
    );
    expect((await register(0)).zh).toContain('登记密钥（国密（SM2/SM3）），有效期截至：被吊销或更换');
    expect((await register(1_803_902_400)).en).toContain('2027');
  });
});

suite('a moment', () => {
  it('is told with its zone, as it is on that day', () => {
    const seconds = 1_803_902_400;
    const zoned = (language: 'zh' | 'en') => `${absolute(seconds, language)} ${zone(seconds, language)}`;
    expect(moment(seconds)).toEqual({ zh: zoned('zh'), en: zoned('en') });
    expect(moment(seconds).en).toMatch(/ UTC([+-]\d{1,2}(:\d\d)?)?$/);
    expect(moment(2 ** 48 - 1).en).toBe('for ever');
  });
});

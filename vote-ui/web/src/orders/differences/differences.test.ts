import { id as keccakOfText, type ParamType } from 'ethers';
import { describe as suite, expect, it } from 'vitest';
import { ADDRESSES, GOVERNED, interfaceOf, type ContractName } from '../../chain/contracts';
import { RpcUnreachable, type Rpc } from '../../chain/rpc';
import { FakeChain, record, zero } from '../../chain/testing';
import { describe, type Described } from '../../chain/words/describe';
import { Names } from '../../chain/words/names';
import { compare, type Compared } from './differences';
import { ENUMS } from '../../generated/contracts';
import { TERMS_OF } from '../../chain/words/constants';
import { TERMS, type Term } from '../../registers/texts.terms';
import { EFFECTS, ITEM_VIEWS } from './effects';
import { constant } from './said';

const BLANK = `0x${'00'.repeat(32)}`;
const ID = keccakOfText('court');
const names = new Names(new FakeChain());
type Views = ConstructorParameters<typeof FakeChain>[0];

const change = (contract: ContractName, fn: string, args: unknown[]): Promise<Described> =>
  describe({ to: ADDRESSES[contract], data: interfaceOf(contract).encodeFunctionData(fn, args) }, names);

const told = (compared: Compared | undefined) =>
  compared?.differences.map(
    ({ what, before, after, same }) => `${what.en}: ${before.en} → ${after.en}${same ? ' (same)' : ''}`,
  );

const alone = async (views: Views, contract: ContractName, fn: string, args: unknown[]) => {
  const [compared] = await compare([await change(contract, fn, args)], new FakeChain(views));
  return told(compared);
};

suite('the difference that an order makes', () => {
  it('is told in both languages for every function that work orders call', async () => {
    for (const { contract, fn } of GOVERNED) {
      expect(EFFECTS, `${contract}.${fn}`).toHaveProperty([`${contract}.${fn}`]);
      const inputs = interfaceOf(contract).getFunction(fn)?.inputs ?? [];
      const args = inputs.map((input: ParamType) =>
        input.type === 'bytes4[]' ? ['0x12345678'] : zero(input),
      );
      const [compared] = await compare([await change(contract, fn, args)], new FakeChain());
      expect(compared?.unread, `${contract}.${fn}`).toBeUndefined();
      expect(compared?.differences.length, `${contract}.${fn}`).toBeGreaterThan(0);
      for (const { what, before, after } of compared?.differences ?? []) {
        for (const { en, zh } of [what, before, after]) {
          expect(`${en}|${zh}`, `${contract}.${fn}`).toMatch(/^.+\|.+$/);
          expect(`${en}${zh}`, `${contract}.${fn}`).not.toMatch(/undefined|NaN|\[object/);
        }
      }
    }
    expect(Object.keys(EFFECTS).sort()).toEqual(
      GOVERNED.map(({ contract, fn }) => `${contract}.${fn}`).sort(),
    );
  });

  it('tells each rule of credit against the present one, and marks what stays', async () => {
    const now = [600, 300, 1000, 1, 20, 20, 20, 100, 10, 200, 86_400];
    const given = [600, 250, 1000, 1, 20, 20, 20, 100, 10, 200, 604_800];
    const views = { 'Credit.rules': () => [now] };
    const rules = await alone(views, 'Credit', 'setRules', [given]);
    expect(rules).toHaveLength(11);
    expect(rules).toContain('Threshold: 300 → 250');
    expect(rules).toContain('window: 86400 s (1 day) → 604800 s (7 days)');
    expect(rules?.filter(each => each.endsWith('(same)'))).toHaveLength(9);
  });

  it('tells spans to the second: what differs by one is not the same', async () => {
    const views = {
      'WorkOrders.votingPeriod': () => [604_800],
      'WorkOrders.gracePeriod': () => [604_800],
    };
    expect(await alone(views, 'WorkOrders', 'setPeriods', [604_801, 604_800])).toEqual([
      'voting period: 604800 s (7 days) → 604801 s (7 days)',
      'period to carry out: 604800 s (7 days) → 604800 s (7 days) (same)',
    ]);
  });

  it('tells a pending application as pending, not by what the constant means of a work order', async () => {
    const pending = (ENUMS['IInstitutions.ApplicationStatus'] ?? []).indexOf('PENDING');
    const views = {
      'Institutions.membershipApplication': () =>
        record('Institutions', 'membershipApplication', { status: pending }),
    };
    const [compared] = await compare([await change('Institutions', 'admit', [ID])], new FakeChain(views));
    const [zh, en] = TERMS.ApplicationStatus.PENDING;
    expect(compared?.differences[0]?.before).toEqual({ zh, en });
  });

  it('has for every constant of a status the word of its own set', () => {
    const types = Object.keys(ENUMS).filter(type => type.endsWith('Status'));
    expect(types.filter(type => !Object.hasOwn(TERMS_OF, type))).toEqual([]);
    for (const type of types)
      for (const [at, name] of (ENUMS[type] ?? []).entries()) {
        if (name === 'NONE') continue;
        const terms: Readonly<Record<string, Term>> = TERMS[TERMS_OF[type]!];
        const { zh, en } = constant(type, at);
        expect([zh, en], `${type} ${name}`).toEqual(terms[name]);
      }
  });

  it('tells in Chinese a withdrawn grant and a revoked account apart', async () => {
    const to = async (contract: ContractName, fn: string, args: unknown[]) =>
      (await compare([await change(contract, fn, args)], new FakeChain()))[0]?.differences[0]?.after.zh;
    expect(await to('DataLedger', 'cancelGrant', [ID, ID])).toBe(TERMS.GrantStatus.REVOKED[0]);
    expect(await to('Accounts', 'revoke', [ADDRESSES.Credit])).toBe(TERMS.AccountStatus.REVOKED[0]);
  });

  it('follows an account to its present key', async () => {
    const holder = ADDRESSES.Nodes;
    const views = {
      'Accounts.holderOf': () => [holder],
      'Accounts.account': (asked: unknown) =>
        record('Accounts', 'account', { status: String(asked).toLowerCase() === holder ? 2 : 5 }),
    };
    expect(await alone(views, 'Accounts', 'freeze', [ADDRESSES.Credit])).toEqual(['state: active → frozen']);
  });

  it('counts validators as a node comes or goes, but not with an audit node', async () => {
    const views = (kind: number, status: number) => ({
      'Nodes.node': () => record('Nodes', 'node', { kind, status }),
      'Nodes.getValidators': () => [[ADDRESSES.Nodes, ADDRESSES.Credit]],
    });
    expect(await alone(views(2, 1), 'Nodes', 'admit', [ID])).toEqual([
      'state: requested → admitted',
      'validators: 2 → 3',
    ]);
    expect(await alone(views(2, 2), 'Nodes', 'remove', [ID])).toEqual([
      'state: admitted → removed',
      'validators: 2 → 1',
    ]);
    expect(await alone(views(2, 1), 'Nodes', 'remove', [ID])).toEqual(['state: requested → removed']);
    expect(await alone(views(3, 1), 'Nodes', 'admit', [ID])).toEqual(['state: requested → admitted']);
  });

  it('says that a record is not there, that a status comes back, and that something is so already', async () => {
    expect(await alone({}, 'Institutions', 'suspend', [ID])).toEqual(['state: not registered → suspended']);
    const frozen = { 'Pipelines.pipeline': () => record('Pipelines', 'pipeline', { status: 4 }) };
    expect((await alone(frozen, 'Pipelines', 'unfreeze', [ID]))?.[0]).toMatch(
      /^state: \w+ → what it was before it was frozen$/,
    );
    const suspended = {
      'Institutions.institution': () => record('Institutions', 'institution', { status: 2 }),
    };
    expect(await alone(suspended, 'Institutions', 'suspend', [ID])).toEqual([
      'state: suspended → suspended (same)',
    ]);
  });

  it('reads the state of the very item that is frozen or unfrozen, by its kind', async () => {
    const [none, ...kinds] = ENUMS['ISubchains.Item'] ?? [];
    expect(none).toBe('NONE');
    expect(Object.keys(ITEM_VIEWS).sort()).toEqual([...kinds].sort());
    const status: Record<string, number> = { SUBCHAIN: 1, APPLICATION: 2, CONTRACT: 3 };
    const views = (id: string) =>
      Object.fromEntries(
        Object.entries(ITEM_VIEWS).map(([kind, view]) => [
          `Subchains.${view}`,
          (asked: unknown) => record('Subchains', view, asked === id ? { status: status[kind] } : {}),
        ]),
      );
    const words: Record<string, string> = {
      SUBCHAIN: 'active',
      APPLICATION: 'suspended',
      CONTRACT: 'retired',
    };
    for (const [at, kind] of kinds.entries()) {
      expect(await alone(views(ID), 'Subchains', 'freeze', [at + 1, ID])).toEqual([
        `state: ${words[kind]} → frozen`,
      ]);
      expect(await alone(views(ID), 'Subchains', 'unfreeze', [at + 1, ID])).toEqual([
        `state: ${words[kind]} → what it was before it was frozen`,
      ]);
      expect(await alone(views(BLANK), 'Subchains', 'freeze', [at + 1, ID])).toEqual([
        'state: not registered → frozen',
      ]);
    }
    for (const unknown of [0, 4, 255])
      expect(await alone(views(ID), 'Subchains', 'freeze', [unknown, ID])).toEqual([
        `state: not read: item of unknown kind ${unknown} → frozen`,
      ]);
  });

  it('tells what an upgrade replaces, and who may call a function now', async () => {
    const code = ADDRESSES.Credit;
    const views = {
      'Contracts.governedContract': () =>
        record('Contracts', 'governedContract', { implementation: code, version: 3, status: 1 }),
      'Accounts.getTargetFunctionRole': () => [2],
    };
    const upgraded = await alone(views, 'Contracts', 'upgrade', ['Credit', ADDRESSES.Nodes, '0x']);
    expect(upgraded?.map(each => each.toLowerCase())).toEqual([
      `address of its code: ${code} → ${ADDRESSES.Nodes}`,
      'version: 3 → 4',
    ]);
    const selector = interfaceOf('Pipelines').getFunction('freeze')?.selector;
    expect(
      await alone(views, 'Accounts', 'setTargetFunctionRole', [ADDRESSES.Pipelines, [selector], 1]),
    ).toEqual(['who may call Pipelines.freeze: operator → governor']);
  });

  it('marks a value that an earlier change of the order sets, too, and never as staying', async () => {
    const views = { 'ProtocolKeys.confirmations': () => [2] };
    const both = [
      await change('ProtocolKeys', 'setConfirmations', [3]),
      await change('ProtocolKeys', 'setConfirmations', [2]),
    ];
    const [first, second] = await compare(both, new FakeChain(views));
    expect(first?.differences[0]).toMatchObject({ same: false, again: false });
    expect(second?.differences[0]).toMatchObject({ same: false, again: true });
  });

  it('says what could not be read, without harm to the order’s other changes', async () => {
    const chain = new FakeChain({ 'ProtocolKeys.confirmations': () => [2] });
    const cut: Rpc = {
      send: (method, parameters) =>
        (parameters[0] as { to: string }).to === ADDRESSES.Credit
          ? Promise.reject(new RpcUnreachable('cut off'))
          : chain.send(method, parameters),
    };
    const restore = await change('Credit', 'restore', [ID, 500]);
    const confirmations = await change('ProtocolKeys', 'setConfirmations', [3]);
    const [unread, read] = await compare([restore, confirmations], cut);
    expect(unread?.unread).toBeInstanceOf(RpcUnreachable);
    expect(unread?.differences).toEqual([]);
    expect(told(read)).toEqual(['Confirming institutions: 2 → 3']);
  });

  it('is not made up for a call that the page does not know', async () => {
    const unknown = await describe({ to: ADDRESSES.Credit, data: '0xdeadbeef' }, names);
    const elsewhere = await describe({ to: `0x${'11'.repeat(20)}`, data: BLANK }, names);
    expect(await compare([unknown, elsewhere], new FakeChain())).toEqual([
      { differences: [] },
      { differences: [] },
    ]);
  });
});

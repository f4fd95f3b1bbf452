import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../api/types';
import { ADDRESSES, GOVERNED, interfaceOf } from '../../chain/contracts';
import { FakeChain, record } from '../../chain/testing';
import { newest } from './changes';
import { byContract, holdersOf, keyOf, permissionsOf, roleConstant } from './permissions';
import { readRules } from './read';

const selectorOf = (contract: keyof typeof ADDRESSES, fn: string) =>
  interfaceOf(contract).getFunction(fn)!.selector;
const RETIRE = { target: ADDRESSES.Services, selector: selectorOf('Services', 'retire') };
const FREEZE = { target: ADDRESSES.Pipelines, selector: selectorOf('Pipelines', 'freeze') };
const NOBODYS = `0x${'77'.repeat(20)}`;

describe('permissions', () => {
  it('name each function once, with its caller, its majority and what it does', () => {
    const all = permissionsOf(
      [
        { ...FREEZE, role: 0n },
        { ...RETIRE, role: 2n },
      ],
      [{ ...FREEZE, policy: 1n }],
    );

    expect(all.map(each => [each.contract, each.signature, holdersOf(each.role).en, each.policy])).toEqual([
      ['Services', 'retire(bytes32)', 'operators', 'NONE'],
      ['Pipelines', 'freeze(bytes32)', 'work orders alone', 'MAJORITY'],
    ]);
    expect(all[1]?.does).toEqual({ en: 'Freeze pipeline …', zh: '冻结管道 …' });
    expect(byContract(all).map(([contract]) => contract)).toEqual(['Services', 'Pipelines']);
  });

  it('leave to work orders alone what never had a role', () => {
    const [one] = permissionsOf(
      [],
      [{ ...FREEZE, target: FREEZE.target.toUpperCase().replace('0X', '0x'), policy: 3n }],
    );

    expect(one).toMatchObject({ role: 0n, policy: 'UNANIMOUS', contract: 'Pipelines' });
  });

  it('keep the address, the selector and the number of what the page does not know', () => {
    const [known, unknown] = permissionsOf(
      [
        { target: NOBODYS, selector: '0x12345678', role: 44n },
        { ...RETIRE, role: 2n ** 64n - 1n },
      ],
      [],
    );

    expect(holdersOf(known!.role).en).toBe('anybody');
    expect(unknown).toMatchObject({ contract: NOBODYS, signature: '0x12345678', does: undefined });
    expect(holdersOf(unknown!.role).en).toBe('holders of the unknown role 44');
  });

  it('have words for every function that the first block governs', () => {
    const policies = GOVERNED.map(({ contract, fn }) => ({
      target: ADDRESSES[contract],
      selector: selectorOf(contract, fn),
      policy: 1n,
    }));

    for (const each of permissionsOf([], policies)) {
      expect(each.does?.en, each.signature).toBeDefined();
      expect(`${each.does?.en}${each.does?.zh}`, each.signature).not.toMatch(/[{}|]/);
    }
  });

  it('number the roles as the contracts’ bindings do', () => {
    const source = readFileSync(
      resolve(
        import.meta.dirname,
        '../../../../../contract-bindings/src/main/java/io/govchain/governance/FunctionRole.java',
      ),
      'utf8',
    );
    const constants = /enum FunctionRole \{([^;]*);/
      .exec(source)![1]!
      .match(/^ {2}[A-Z_]+/gm)!
      .map(each => each.trim());

    expect(constants.slice(0, -1).map((_, at) => roleConstant(BigInt(at)))).toEqual(constants.slice(0, -1));
    expect(roleConstant(BigInt(constants.length - 1)), 'the last is numbered apart').toBeUndefined();
    expect(roleConstant(2n ** 64n - 1n)).toBe(constants.at(-1));
  });
});

describe('who holds a role', () => {
  it('are accounts that are active, of institutions that are', async () => {
    const account = (byte: string, status: number, institution = '0x01') =>
      record('Accounts', 'account', {
        account: `0x${byte.repeat(20)}`,
        institution: institution.padEnd(66, '0'),
        role: 1,
        status,
      })[0];
    const institution = (id: string, code: string, status: number) =>
      record('Institutions', 'institution', { id: id.padEnd(66, '0'), code, status })[0];
    const chain = new FakeChain({
      'Accounts.accounts': () => [[account('aa', 2), account('bb', 3), account('cc', 2, '0x02')]],
      'Institutions.institutions': () => [[institution('0x01', 'court', 1), institution('0x02', 'tax', 2)]],
      'Accounts.permissions': () => [[[FREEZE.target, FREEZE.selector, 0]]],
      'Accounts.isTargetClosed': () => [true],
      'WorkOrders.electorateAt': () => [4n],
      'WorkOrders.votingPeriod': () => [604_800n],
    });
    chain.methods.eth_getBlockByNumber = () => ({ number: '0x9', timestamp: '0x1' });

    const rules = await readRules(chain);

    expect(rules.holders).toEqual([{ account: `0x${'aa'.repeat(20)}`, role: 'GOVERNOR', code: 'court' }]);
    expect(rules.closed).toEqual(new Set([FREEZE.target]));
    expect(rules).toMatchObject({ seats: 4, votingSeconds: 604_800 });
  });
});

describe('changes', () => {
  it('are told by the newest of each function', () => {
    const change = (number: number, of: { target: string; selector: string }): HistoryEvent => ({
      number,
      block: number,
      time: number,
      transactionHash: '0x',
      type: 'PolicyChanged',
      subjects: [],
      data: { ...of, policy: 'MAJORITY' },
    });
    const found = newest([change(3, FREEZE), change(7, FREEZE), change(5, RETIRE)]);

    expect(found.get(keyOf(FREEZE.target, FREEZE.selector))?.number).toBe(7);
    expect(found.get(keyOf(RETIRE.target, RETIRE.selector))?.number).toBe(5);
  });
});

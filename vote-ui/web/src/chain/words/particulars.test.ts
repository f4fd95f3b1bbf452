import { AbiCoder, id, type FunctionFragment, type ParamType } from 'ethers';
import { describe as suite, expect, it } from 'vitest';
import { accountConsentData, ballotData, statementData } from '../typedData';
import { ADDRESSES, interfaceOf, writesOf, type ContractName } from '../contracts';
import { FakeChain, zero } from '../testing';
import { ACTIONS } from './actions';
import { describe } from './describe';
import { LABELS } from './labels';
import { Names } from './names';
import { messageOf } from './particulars';

const names = new Names(new FakeChain());
/** What the place of a value is within those of a call: an index, or a part of a struct. */
type Path = (string | number)[];

/** A value in which each part can be told from its changed form. Lists have two entries, calls are ones that the page knows. */
function value(input: ParamType, changed: Path | undefined): unknown {
  const here = changed?.length === 0;
  if (input.baseType === 'array') {
    const child = input.arrayChildren as ParamType;
    return [0, 1].map(at => value(child, changed?.[0] === at ? changed.slice(1) : undefined));
  }
  if (input.baseType === 'tuple')
    return (input.components ?? []).map(part =>
      value(part, changed?.[0] === part.name ? changed.slice(1) : undefined),
    );
  if (input.type === 'string') return here ? 'two' : 'one';
  if (input.type === 'bytes') return `0x${'ab'.repeat(300)}${here ? '02' : '01'}`;
  if (input.type === 'bool') return here;
  if (input.type === 'address') return `0x${'11'.repeat(19)}${here ? '02' : '01'}`;
  const fixed = /^bytes(\d+)$/.exec(input.type);
  if (fixed) return `0x${'22'.repeat(Number(fixed[1]) - 1)}${here ? '02' : '01'}`;
  // Enums begin with nothing, which may stand for what is not there.
  return here ? 2n : 1n;
}

/** Every part of a call's arguments that has a value of its own. */
function leaves(input: ParamType): Path[] {
  if (input.baseType === 'array')
    return [0, 1].flatMap(at => leaves(input.arrayChildren as ParamType).map(rest => [at, ...rest]));
  if (input.baseType === 'tuple')
    return (input.components ?? []).flatMap(part => leaves(part).map(rest => [part.name, ...rest]));
  return [[]];
}

async function shownOf(contract: ContractName, fragment: FunctionFragment, given: unknown[]) {
  const data = interfaceOf(contract).encodeFunctionData(fragment, given);
  const { sentence, arguments: list } = await describe({ to: ADDRESSES[contract], data }, names);
  const told = (language: 'en' | 'zh') =>
    [sentence[language], ...list.map(each => `${each.label[language]}: ${each.text[language]}`)].join('\n');
  return { en: told('en'), zh: told('zh') };
}

const KNOWN = Object.keys(ACTIONS).flatMap(key => {
  const [contract, fn] = key.split('.') as [ContractName, string];
  return writesOf(contract)
    .filter(each => each.name === fn)
    .map(fragment => [`${contract}.${fragment.format('sighash')}`, contract, fragment] as const);
});

suite('what is signed', () => {
  it.each(KNOWN)('is shown whole: %s', async (_, contract, fragment) => {
    const sample = fragment.inputs.map(input => value(input, undefined));
    const before = await shownOf(contract, fragment, sample);
    for (const [at, input] of fragment.inputs.entries()) {
      for (const path of leaves(input)) {
        const given = sample.with(at, value(input, path));
        const after = await shownOf(contract, fragment, given);
        const which = `${input.name} ${path.join('.')} must be seen to change`;
        expect(after.en, which).not.toBe(before.en);
        expect(after.zh, which).not.toBe(before.zh);
      }
    }
  });

  it.each(KNOWN)('has a label in both languages: %s', (_, __, fragment) => {
    const named = (input: ParamType): string[] =>
      input.components?.flatMap(named) ?? input.arrayChildren?.components?.flatMap(named) ?? [input.name];
    for (const name of fragment.inputs.flatMap(named)) {
      expect(LABELS[name]?.en, name).toMatch(/[a-z]/);
      expect(LABELS[name]?.zh, name).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('names trust anchors one by one, and shows those that make no sense as they are', async () => {
    const told = async (rule: number, anchors: string) => {
      const data = interfaceOf('Subchains').encodeFunctionData('updateTrustAnchors', [
        `0x${'33'.repeat(32)}`,
        rule,
        anchors,
      ]);
      const { arguments: list } = await describe({ to: ADDRESSES.Subchains, data }, names);
      return list.find(({ path }) => path === 'trustAnchors')?.text.en;
    };
    const coder = AbiCoder.defaultAbiCoder();
    const nodes = coder.encode(['uint8', 'string[]'], [1, ['http://one:8545', 'http://two:8545']]);
    expect(await told(1, nodes)).toBe(
      'at least 1 of these nodes agree: “http://one:8545”, “http://two:8545”',
    );
    const validators = coder.encode(['address[]'], [[ADDRESSES.Nodes, ADDRESSES.Credit]]);
    expect((await told(2, validators))?.toLowerCase()).toBe(
      `validators ${ADDRESSES.Nodes}, ${ADDRESSES.Credit}`,
    );
    expect(await told(1, '0xdeadbeef')).toBe('0xdeadbeef');
    expect(await told(1, `${nodes}00`)).toBe(`${nodes}00`);
  });

  it('shows what is in the calls of a proposal, to the last value', async () => {
    const inner = (until: number) =>
      interfaceOf('DataLedger').encodeFunctionData('grant', [
        `0x${'44'.repeat(32)}`,
        `0x${'55'.repeat(32)}`,
        2_000_000_000,
        `0x${'66'.repeat(31)}0${until}`,
      ]);
    const told = async (purpose: number) => {
      const data = interfaceOf('WorkOrders').encodeFunctionData('propose', [
        [ADDRESSES.DataLedger],
        [0],
        [inner(purpose)],
        'title',
      ]);
      return (await describe({ to: ADDRESSES.WorkOrders, data }, names)).arguments;
    };
    const purpose = (await told(1)).find(({ path }) => path === 'calldatas[0].purpose');
    expect(purpose?.label.en).toBe('call 1 · digest of the purpose');
    expect(purpose?.text.en).toBe(`0x${'66'.repeat(31)}01`);
  });

  it('does not take longer and longer for proposals within proposals', async () => {
    let data = interfaceOf('Institutions').encodeFunctionData('withdraw', []);
    let to: string = ADDRESSES.Institutions;
    for (let level = 0; level < 24; level++) {
      data = interfaceOf('WorkOrders').encodeFunctionData('propose', [[to], [0], [data], 'again']);
      to = ADDRESSES.WorkOrders;
    }
    const { known, arguments: list } = await describe({ to, data }, names);
    expect(known).toBe(true);
    expect(list.at(-1)?.path).toBe('description');
  }, 20_000);

  it('is told by its whole id where others may be called the same', async () => {
    const court = id('court');
    const chain = new FakeChain({
      'Nodes.node': which => [
        [which, court, ADDRESSES.Nodes, 2, 1, `0x${'99'.repeat(64)}`, 'enode.example:30303'],
      ],
      'Institutions.institution': () => [
        interfaceOf('Institutions')
          .getFunction('institution')!
          .outputs[0]!.components!.map(
            part => ({ status: 1n, code: 'court', name: 'City Court' })[part.name as 'code'] ?? zero(part),
          ),
      ],
    });
    const admit = async (node: string) => {
      const data = interfaceOf('Nodes').encodeFunctionData('admit', [node]);
      const { sentence, arguments: list } = await describe({ to: ADDRESSES.Nodes, data }, new Names(chain));
      return { sentence: sentence.en, argument: list[0]?.text.en };
    };
    const one = await admit(`0x${'44'.repeat(32)}`);
    const other = await admit(`0x${'55'.repeat(32)}`);
    expect(one.sentence).toBe(other.sentence);
    expect(one.argument).toContain(`0x${'44'.repeat(32)}`);
    expect(other.argument).toContain(`0x${'55'.repeat(32)}`);
  });

  it('is shown of typed data, too', () => {
    const statement = {
      console: 'https://console.example',
      action: 'acknowledge-alert',
      subject: '7',
      text: 'seen',
      issuedAt: 1_700_000_000,
      nonce: `0x${'77'.repeat(32)}`,
    } as const;
    const ballot = { proposalId: '7', support: 1, voter: ADDRESSES.Nodes, nonce: 3n, reason: '' };
    const because = { ...ballot, reason: 'papers are “complete”' };
    for (const data of [
      statementData(1, statement),
      ballotData(1, ballot),
      ballotData(1, because),
      accountConsentData(1, ADDRESSES.Nodes, `0x${'88'.repeat(32)}`, 2),
    ]) {
      const shown = messageOf(data);
      expect(shown.map(({ path }) => path)).toEqual(Object.keys(data.message));
      for (const { path, label } of shown) expect(label.zh, path).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(messageOf(statementData(1, statement))[3]?.text.en).toBe('“seen”');
    expect(messageOf(ballotData(1, because)).map(({ text }) => text.zh)).toEqual(
      expect.arrayContaining(['“papers are \\u{201c}complete\\u{201d}”', '无']),
    );
  });

  it('is shown as it is signed where it is a text of a call: nothing unseen is left out or replaced, in full', async () => {
    const name = `City \u202etruoC “"${'x'.repeat(5000)}⏎\n`;
    const given = ['court', name, 2, `0x${'11'.repeat(32)}`, '{"city":"\u200b"}'];
    const data = interfaceOf('Institutions').encodeFunctionData('applyForMembership', given);
    const { arguments: list } = await describe({ to: ADDRESSES.Institutions, data }, names);
    expect(list.find(({ path }) => path === 'name')?.text.zh).toBe(
      `“City \\u{202e}truoC \\u{201c}"${'x'.repeat(5000)}\\u{23ce}⏎”`,
    );
    expect(list.at(-1)?.text.en).toBe('“{"city":"\\u{200b}"}”');
  });

  it('is shown as it is signed in a ballot: the vote in words, the order as elsewhere, nothing unseen left out', () => {
    const reason = 'yes\u200b\u202e “no” \\u{200b}';
    const ballot = { proposalId: '26', support: 0, voter: ADDRESSES.Nodes, nonce: 3n, reason };
    const shown = messageOf(ballotData(1, ballot));
    const of = (name: string) => shown.find(({ path }) => path === name)?.text;
    expect(of('support')).toEqual({ en: 'against (0)', zh: '反对（0）' });
    expect(of('proposalId')?.en).toBe(`0x${'0'.repeat(62)}1a`);
    expect(of('reason')?.en).toBe('“yes\\u{200b}\\u{202e} \\u{201c}no\\u{201d} \\u{5c}u{200b}”');
  });
});

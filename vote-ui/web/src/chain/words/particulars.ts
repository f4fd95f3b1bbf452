import { keccak256, type ParamType, type Result } from 'ethers';
import type { TypedData } from '../../identity/signer';
import { span } from '../../parts/time';
import { decodeAnchors, encodeAnchors } from '../anchors';
import { enumOf } from '../contracts';
import type { Described } from './describe';
import { AROUND, LABELS } from './labels';
import { word } from './constants';
import { both, exactly, joined, quoted, sentence, type Sentence } from './sentence';
import { innerCalls, kindOf, moment, shown, VOTES, type Place } from './values';

/** One value of a call's arguments, down to the parts of structs: what it is called and what it says. */
export interface Argument {
  /** Where it stands, as programs write it: `source.functions`, `functions[0].signature`. */
  path: string;
  type: string;
  label: Sentence;
  text: Sentence;
}

/** Longer data are told by their hash, which only they have, with their beginning. */
const WHOLE_BYTES = 1024;
const SPANS = new Set(['windowSeconds', 'window', 'votingPeriod_', 'gracePeriod_']);
/** Several of a kind may be called the same (nodes of an institution, applications for a code): only the id says which is meant. */
const SHARED: ReadonlySet<string> = new Set(['node', 'applicant']);
const KINDS: Readonly<Record<string, string>> = {
  proposalId: 'order',
  roleId: 'role',
  support: 'vote',
  selector: 'functions',
  selectors: 'functions',
};

/** Everything that a call says, value by value: whoever signs it sees also what its sentence leaves out. */
export async function argumentsOf(place: Place): Promise<Argument[]> {
  const all = place.fragment.inputs.map((input, at) =>
    within(input, place.values[at], { path: input.name || String(at), around: [] }, place),
  );
  return (await Promise.all(all)).flat();
}

/** The same of typed data, whose fields are plain values. */
export function messageOf({ primaryType, types, message }: TypedData): Argument[] {
  return (types[primaryType] ?? []).map(({ name, type }) => {
    const value = String(message[name]);
    return { path: name, type, label: LABELS[name] ?? both(name), text: plain(name, type, value) };
  });
}

function plain(name: string, type: string, value: string): Sentence {
  if (type === 'string') return exactly(value);
  if (name === 'proposalId') return both(`0x${BigInt(value).toString(16).padStart(64, '0')}`);
  if (name === 'support') {
    const vote = word(VOTES[Number(value)], value, 'Vote');
    return sentence(`${vote.en} (${value})`, `${vote.zh}（${value}）`);
  }
  if (type === 'bytes') return wholeBytes(value);
  return name === 'issuedAt' ? moment(Number(value)) : both(value);
}

interface Where {
  path: string;
  /** Labels of what is around it. */
  around: Sentence[];
}

async function within(input: ParamType, value: unknown, where: Where, place: Place): Promise<Argument[]> {
  const child = input.arrayChildren;
  if (child?.baseType === 'tuple') {
    const name = AROUND[input.name] ?? both(input.name);
    const each = [...(value as Result)].map((one, at) => {
      const around = [...where.around, sentence(`${name.en} ${at + 1}`, `${name.zh} ${at + 1}`)];
      return parts(child, one as Result, { path: `${where.path}[${at}]`, around }, place);
    });
    const found = (await Promise.all(each)).flat();
    return found.length > 0 ? found : [leaf(input, where, sentence('none', '无'))];
  }
  if (input.baseType === 'tuple') {
    const name = AROUND[input.name];
    const around = name ? [...where.around, name] : where.around;
    return parts(input, value as Result, { ...where, around }, place);
  }
  if (input.name === 'calldatas' || (input.name === 'data' && place.fragment.name === 'upgrade'))
    return calls(input, where, place);
  return [leaf(input, where, await text(input, value, where, place))];
}

async function parts(input: ParamType, value: Result, where: Where, place: Place): Promise<Argument[]> {
  const each = (input.components ?? []).map((part, at) =>
    within(part, value[at], { ...where, path: `${where.path}.${part.name}` }, place),
  );
  return (await Promise.all(each)).flat();
}

function leaf(input: ParamType, { path, around }: Where, text: Sentence): Argument {
  const label = joined([...around, LABELS[input.name] ?? both(input.name)], ' · ', ' · ');
  return { path, type: input.type, label, text };
}

/** The calls within a call, each with all that it says in turn. Their sentences stand in that of the call around them. */
async function calls(input: ParamType, where: Where, place: Place): Promise<Argument[]> {
  const inner = await innerCalls(place);
  if (inner.length === 0) return [leaf(input, where, sentence('nothing', '无'))];
  return inner.flatMap((each, at) => {
    const name = sentence(`call ${at + 1}`, `调用 ${at + 1}`);
    const path = `${where.path}[${at}]`;
    const around = [...where.around, name];
    const said: Argument = { path, type: 'bytes', label: joined(around, ' · ', ' · '), text: calledOf(each) };
    return [
      said,
      ...each.arguments.map(one => ({
        ...one,
        path: `${path}.${one.path}`,
        label: joined([...around, one.label], ' · ', ' · '),
      })),
    ];
  });
}

const calledOf = ({ contract, signature, arguments: list, data }: Described): Sentence => {
  const called = `${contract ?? '?'}.${signature}`;
  return list.length === 0 && data.length > 10 ? both(`${called} ${wholeBytes(data).en}`) : both(called);
};

async function text(input: ParamType, value: unknown, { path }: Where, place: Place): Promise<Sentence> {
  const { name } = input;
  if (input.type === 'bytes') return bytesOf(name, value as string, place);
  if (input.type === 'string') return exactly(value as string);
  if (SPANS.has(name)) {
    const said = (language: 'en' | 'zh') => `${String(value)} s (${span(Number(value), language)})`;
    return sentence(said('en'), said('zh'));
  }
  const [side = ''] = path.split('.');
  if (name === 'functions' && AROUND[side]) return shown(input, value, name, side, place);
  const text = await shown(input, value, name, KINDS[name], place);
  if (input.type === 'bytes32' && SHARED.has(kindOf(name, place) ?? '')) return withId(text, String(value));
  return input.baseType === 'array' && text.en === '' ? sentence('none', '无') : text;
}

const withId = (text: Sentence, id: string): Sentence =>
  text.en.includes(id) ? text : sentence(`${text.en} [id ${id}]`, `${text.zh}［编号 ${id}］`);

async function bytesOf(name: string, data: string, place: Place): Promise<Sentence> {
  if (name === 'trustAnchors') return anchors(data, place) ?? wholeBytes(data);
  if (name !== 'publicKey') return wholeBytes(data);
  const address = await shown(place.fragment.inputs[0] as ParamType, data, name, 'keyAddress', place);
  return address.en === data
    ? both(data)
    : sentence(`${data} (address ${address.en})`, `${data}（地址 ${address.zh}）`);
}

function wholeBytes(data: string): Sentence {
  if (data === '0x') return sentence('nothing', '无');
  const size = data.length / 2 - 1;
  if (size <= WHOLE_BYTES) return both(data);
  const start = data.slice(0, 66);
  return sentence(
    `${size} bytes with keccak-256 ${keccak256(data)}, beginning ${start}`,
    `${size} 字节，keccak-256 ${keccak256(data)}，开头为 ${start}`,
  );
}

/** Anchors that are encoded as this page would encode them, in words; what is not stays as it is. */
function anchors(data: string, place: Place): Sentence | undefined {
  const at = place.fragment.inputs.findIndex(({ name }) => name === 'rule');
  const rule = enumOf(place.contract, place.fragment, 'rule')?.[Number(place.values[at])] ?? '';
  const found = decodeAnchors(rule, data);
  if (!found || encodeAnchors(found) !== data) return undefined;
  if (rule === 'NODE_AGREEMENT') {
    const nodes = joined(found.nodes.map(quoted));
    const depth = found.confirmations
      ? sentence(
          `; blocks that must follow: ${found.confirmations}`,
          `；其后须有的区块数：${found.confirmations}`,
        )
      : both('');
    return sentence(
      `at least ${found.agreement} of these nodes agree: ${nodes.en}${depth.en}`,
      `以下节点中至少 ${found.agreement} 个一致：${nodes.zh}${depth.zh}`,
    );
  }
  const validators = joined(found.validators.map(both));
  const contract = found.contract;
  const followed = contract
    ? sentence(
        `; changes followed from contract ${contract.address}, slot ${contract.slot}, code hash ${contract.codeHash || '-'}, implementation ${contract.implementation || '-'}`,
        `；按合约 ${contract.address}（存储位 ${contract.slot}，代码哈希 ${contract.codeHash || '-'}，实现 ${contract.implementation || '-'}）跟随变更`,
      )
    : both('');
  return sentence(`validators ${validators.en}${followed.en}`, `验证者 ${validators.zh}${followed.zh}`);
}

import { computeAddress, type FunctionFragment, type ParamType, type Result } from 'ethers';
import { absolute, span, zone } from '../../parts/time';
import { ADDRESSES, CONTRACT_NAMES, enumOf, enumTypeOf, type ContractName } from '../contracts';
import { constantOf, word } from './constants';
import type { Call, Described } from './describe';
import { functionNames, roleName, type Kind, type Names } from './names';
import { both, joined, quoted, sentence, type Sentence } from './sentence';

/** Where a value stands. */
export interface Place {
  contract: ContractName;
  fragment: FunctionFragment;
  values: Result;
  names: Names;
  call: Call;
  describe: (call: Call, names: Names) => Promise<Described>;
  /** Gets the calls within this one that are not known. */
  unknown: Call[];
  /** The calls within, once they were described. */
  inner?: Promise<Described[]>;
}

/** What a parameter's name says about the id in it. */
const BY_NAME: Readonly<Record<string, Kind>> = {
  institution: 'institution',
  one: 'institution',
  other: 'institution',
  applicationId: 'applicant',
  subchain: 'subchain',
  subchain_: 'subchain',
  service: 'service',
  subchainProxy: 'service',
  crosschainProxy: 'service',
  businessContract: 'contract',
  into: 'alliance',
};

/** What `id` means to each contract. */
const ID_OF: Readonly<Partial<Record<ContractName, Kind>>> = {
  Institutions: 'institution',
  Nodes: 'node',
  Services: 'service',
  Pipelines: 'pipeline',
  DataLedger: 'dataSet',
  Alliances: 'alliance',
};

const KINDS = new Set<string>([...Object.values(BY_NAME), ...Object.values(ID_OF), 'application', 'account']);
const TIMES = new Set(['until', 'validUntil', 'previousUntil']);
const ITEMS: Readonly<Record<string, Kind>> = {
  SUBCHAIN: 'subchain',
  APPLICATION: 'application',
  CONTRACT: 'contract',
};
/** What each number of a vote means. */
export const VOTES = ['AGAINST', 'FOR', 'ABSTAIN'];

/**
 * A value in words, in both languages.
 *
 * @param kind what the words say that it stands for; otherwise its name and type tell
 */
export async function shown(
  input: ParamType,
  value: unknown,
  name: string,
  kind: string | undefined,
  place: Place,
): Promise<Sentence> {
  if (kind) return special(input, value, kind, place);
  if (input.baseType === 'array') {
    const child = input.arrayChildren;
    if (!child) return both(String(value));
    return joined(
      await Promise.all([...(value as Result)].map(each => shown(child, each, name, undefined, place))),
    );
  }
  if (input.baseType === 'tuple') {
    const parts = (input.components ?? []).map(async (part, at) => {
      const text = await shown(part, (value as Result)[at], part.name, undefined, place);
      return sentence(`${part.name}: ${text.en}`, `${part.name}：${text.zh}`);
    });
    const all = joined(await Promise.all(parts));
    return sentence(`(${all.en})`, `（${all.zh}）`);
  }
  const type = enumTypeOf(place.contract, place.fragment, name);
  if (type) return constantOf(type, value);
  if (input.type === 'string') return quoted(value as string);
  if (input.type === 'bool') return value ? sentence('yes', '是') : sentence('no', '否');
  if (input.type === 'address') return place.names.of('account', value as string);
  if (input.type === 'bytes32') return identified(value as string, name, place);
  if (TIMES.has(name)) return ends(Number(value), place);
  if (input.type === 'bytes') return bytes(value as string);
  return both(String(value));
}

async function special(input: ParamType, value: unknown, kind: string, place: Place): Promise<Sentence> {
  if (KINDS.has(kind)) return place.names.of(kind as Kind, String(value));
  switch (kind) {
    case 'text':
      return both(String(value));
    case 'span':
      return sentence(span(Number(value), 'en'), span(Number(value), 'zh'));
    case 'role':
      return roleName(value as bigint);
    case 'vote':
      return word(VOTES[Number(value)], String(value), 'Vote');
    case 'order':
      return both(`0x${(value as bigint).toString(16).padStart(64, '0')}`);
    case 'functions': {
      const selectors = input.baseType === 'array' ? ([...(value as Result)] as string[]) : [String(value)];
      return functionNames(String(place.values[0]), selectors);
    }
    case 'keyAddress':
      return keyAddress(String(value));
    case 'list': {
      const all = [...(value as Result)].map(each => quoted(String((each as Result)[0])));
      return joined(all);
    }
    case 'source':
    case 'target':
      return place.names.functions(
        String((place.values.getValue(kind) as Result).getValue('businessContract')),
        [...(value as Result)] as string[],
      );
    case 'calls':
      return calls(place);
    case 'inner':
      return inner(String(value), place);
    default:
      throw new Error(`words of ${place.contract}.${place.fragment.name}: there is no kind ${kind}`);
  }
}

async function identified(id: string, name: string, place: Place): Promise<Sentence> {
  const kind = kindOf(name, place);
  return kind ? place.names.of(kind, id) : both(id);
}

/** Of what the 32 bytes under this name are the id. */
export function kindOf(name: string, place: Place): Kind | undefined {
  const item = place.contract === 'Subchains' && name === 'id' ? itemOf(place) : undefined;
  return item ?? (name === 'id' ? ID_OF[place.contract] : BY_NAME[name]);
}

/** `freeze(item, id)` of the registry of subchains says in its first argument what the second is. */
function itemOf(place: Place): Kind | undefined {
  const constants = enumOf(place.contract, place.fragment, 'item');
  return constants ? ITEMS[constants[Number(place.values[0])] ?? ''] : undefined;
}

/** A protocol key without an end counts until it is revoked or replaced; elsewhere 0 is a time like any other. */
function ends(seconds: number, place: Place): Sentence {
  const endless = place.contract === 'ProtocolKeys' && seconds === 0;
  return endless ? sentence('it is revoked or replaced', '被吊销或更换') : moment(seconds);
}

/** A second of the chain's clock in the reader's zone, and which that is: two who compare what they sign may be in two. */
export function moment(seconds: number): Sentence {
  // Beyond what a calendar knows: "for ever".
  if (seconds > 8_640_000_000_000) return sentence('for ever', '永久');
  const said = (language: 'en' | 'zh') => `${absolute(seconds, language)} ${zone(seconds, language)}`;
  return sentence(said('en'), said('zh'));
}

function bytes(data: string): Sentence {
  if (data === '0x') return sentence('nothing', '无');
  const text = data.length > 138 ? `${data.slice(0, 138)}… (${data.length / 2 - 1} B)` : data;
  return both(text);
}

function keyAddress(publicKey: string): Sentence {
  try {
    return both(computeAddress(`0x04${publicKey.slice(2)}`));
  } catch {
    return both(publicKey);
  }
}

/**
 * The call that a contract of the directory gets with its new code, by the functions that this page knows of it. What the new code
 * takes it for, nobody can tell from here: what is not known now is not known at all.
 */
async function inner(data: string, place: Place): Promise<Sentence> {
  const [described] = await innerCalls(place);
  if (!described) return sentence('call nothing', '不再调用');
  if (!described.known) place.unknown.push(described);
  const said = described.contract ? described.sentence : bytes(data);
  return sentence(
    `call it with: ${said.en} (by the functions that it has now; the new code decides)`,
    `调用：${said.zh}（按其现有函数解读，实际由新代码决定）`,
  );
}

/** The calls inside of a proposal, numbered. */
async function calls(place: Place): Promise<Sentence> {
  const inner = await innerCalls(place);
  place.unknown.push(...inner.filter(({ known }) => !known));
  return joined(
    inner.map((each, at) => sentence(`${at + 1}) ${each.sentence.en}`, `${at + 1}）${each.sentence.zh}`)),
    '; ',
    '；',
  );
}

/**
 * The calls within a proposal or an upgrade. Each is described once however often it is asked for: a proposal of proposals would
 * otherwise take twice the time at each level, and whoever wrote it could keep the page busy for good.
 */
export function innerCalls(place: Place): Promise<Described[]> {
  place.inner ??= Promise.all(callsIn(place).map(call => place.describe(call, place.names)));
  return place.inner;
}

function callsIn({ fragment, values }: Place): Call[] {
  if (fragment.name === 'upgrade') {
    const data = String(values.getValue('data'));
    const name = String(values.getValue('name'));
    const contract = CONTRACT_NAMES.find(each => each === name);
    return data === '0x' ? [] : [{ to: contract ? ADDRESSES[contract] : '', data }];
  }
  const targets = [...(values[0] as Result)] as string[];
  const sums = [...(values[1] as Result)] as bigint[];
  const datas = [...(values[2] as Result)] as string[];
  return datas.map((data, at) => ({ to: targets[at] ?? '', data, value: sums[at] ?? 0n }));
}

import type { Interface } from 'ethers';
import { type FunctionFragment, type ParamType, type Result } from 'ethers';
import { contractAt, functionOf, interfaceOf, type ContractName } from '../contracts';
import { ACTIONS } from './actions';
import { both, joined, sentence, type Sentence } from './sentence';
import type { Names } from './names';
import { argumentsOf, type Argument } from './particulars';
import { shown, type Place } from './values';

/** A call as the chain gets it. */
export interface Call {
  to: string;
  data: string;
  /** Wei that go with it; none where absent. No governance contract takes any. */
  value?: bigint;
}

/** What a call does. `known` is false when the page cannot tell, or not of a call within: then nobody should sign it. */
export interface Described extends Call {
  known: boolean;
  contract: ContractName | undefined;
  /** `freeze(bytes32)`; the selector when it is not known. */
  signature: string;
  sentence: Sentence;
  /** All that it says, also what the sentence leaves out; none where it is not known. */
  arguments: Argument[];
}

const SHOWN_DATA = 202;

function unknown(call: Call): Described {
  const data =
    call.data.length <= SHOWN_DATA
      ? call.data
      : `${call.data.slice(0, SHOWN_DATA)}… (${call.data.length / 2 - 1} B)`;
  const contract = contractAt(call.to);
  return {
    ...call,
    known: false,
    contract,
    signature: call.data.slice(0, 10),
    sentence: sentence(
      `UNKNOWN CALL of ${contract ?? call.to} with data ${data}. Do not sign unless you know what it does.`,
      `未知调用：合约 ${contract ?? call.to}，数据 ${data}。除非您清楚其作用，否则请勿签名。`,
    ),
    arguments: [],
  };
}

/**
 * Says what a call does, from its data alone and the ABIs that the page was built with. Data that are not exactly the arguments
 * of the function that they name (something appended, dirty bits) count as unknown: two readers could take them differently.
 */
export async function describe(call: Call, names: Names): Promise<Described> {
  const described = await ofItsData(call, names);
  return call.value ? moving(call.value, described) : described;
}

/** It looks like a call that takes effect, and whoever votes for it keeps its twin without value from being opened anew. */
function moving(value: bigint, described: Described): Described {
  const { en, zh } = described.sentence;
  return {
    ...described,
    known: false,
    sentence: sentence(
      `This call moves ${value} wei, which no governance contract takes: it can never be carried out, and the work order with it. It would be: ${en}`,
      `此调用附带 ${value} wei，而治理合约不接收任何款项：它永远无法执行，所在的工单也无法执行。其内容为：${zh}`,
    ),
  };
}

async function ofItsData(call: Call, names: Names): Promise<Described> {
  const contract = contractAt(call.to);
  const fragment =
    contract && call.data.length >= 10 ? functionOf(contract, call.data.slice(0, 10)) : undefined;
  if (!contract || !fragment) return unknown(call);
  const values = decoded(contract, fragment, call.data);
  const words = ACTIONS[`${contract}.${fragment.name}`];
  if (!values) return unknown(call);
  const place: Place = { contract, fragment, values, names, call, describe, unknown: [] };
  const list = await argumentsOf(place);
  const described = { ...call, contract, signature: fragment.format('sighash'), arguments: list };
  if (words) {
    const text = await filled(words, place);
    return { ...described, known: place.unknown.length === 0, sentence: text };
  }
  const all = joined(list.map(({ path, text }) => sentence(`${path} = ${text.en}`, `${path} = ${text.zh}`)));
  return {
    ...described,
    known: false,
    sentence: sentence(
      `Call ${contract}.${fragment.name}(${all.en}). This console has no words for it: do not sign unless you know what it does.`,
      `调用 ${contract}.${fragment.name}（${all.zh}）。本控制台没有对它的说明：除非您清楚其作用，否则请勿签名。`,
    ),
  };
}

function decoded(contract: ContractName, fragment: FunctionFragment, data: string): Result | undefined {
  const abi: Interface = interfaceOf(contract);
  try {
    const values = abi.decodeFunctionData(fragment, data);
    return abi.encodeFunctionData(fragment, [...values]) === data.toLowerCase() ? values : undefined;
  } catch {
    return undefined;
  }
}

const PLACE = /\{([\w.]+)(?:\|(\w+))?\}/g;

async function filled(template: Sentence, place: Place): Promise<Sentence> {
  const found = new Map<string, Sentence>();
  for (const [whole, path, kind] of `${template.en}${template.zh}`.matchAll(PLACE)) {
    if (!found.has(whole)) found.set(whole, await at(path ?? '', kind, place));
  }
  const fill = (language: 'zh' | 'en') =>
    template[language].replace(PLACE, whole => (found.get(whole) ?? both(whole))[language]);
  return { en: fill('en'), zh: fill('zh') };
}

/** The argument of a path like `terms.validUntil`, in words. A path that is not there is a defect of the words. */
function at(path: string, kind: string | undefined, place: Place): Promise<Sentence> {
  const [first = '', ...rest] = path.split('.');
  let inputs: readonly ParamType[] = place.fragment.inputs;
  let index = inputs.findIndex(input => input.name === first);
  let value: unknown = place.values[index];
  for (const part of rest) {
    inputs = inputs[index]?.components ?? [];
    index = inputs.findIndex(input => input.name === part);
    value = (value as Result)[index];
  }
  const input = inputs[index];
  if (!input)
    throw new Error(`words of ${place.contract}.${place.fragment.name}: there is no parameter ${path}`);
  return shown(input, value, rest.at(-1) ?? first, kind, place);
}

import { Interface, type FunctionFragment, type InterfaceAbi } from 'ethers';
import abi from '../generated/abi.json';
import { ADDRESSES, ENUMS } from '../generated/contracts';

export { ADDRESSES, GOVERNED } from '../generated/contracts';
export type ContractName = keyof typeof ADDRESSES;

const interfaces = new Map<ContractName, Interface>();

/** The ABI of a governance contract, as the page was built with. */
export function interfaceOf(name: ContractName): Interface {
  let known = interfaces.get(name);
  if (!known) {
    known = new Interface(abi[name] as InterfaceAbi);
    interfaces.set(name, known);
  }
  return known;
}

export const CONTRACT_NAMES = Object.keys(ADDRESSES) as ContractName[];

/** The governance contract at an address; undefined for any other address. */
export function contractAt(address: string): ContractName | undefined {
  const wanted = address.toLowerCase();
  return CONTRACT_NAMES.find(name => ADDRESSES[name] === wanted);
}

/** The function of a selector; undefined when the contract has none. */
export function functionOf(name: ContractName, selector: string): FunctionFragment | undefined {
  return interfaceOf(name).getFunction(selector) ?? undefined;
}

/** The functions of a contract that change something, in the order of the ABI. */
export function writesOf(name: ContractName): FunctionFragment[] {
  const all: FunctionFragment[] = [];
  interfaceOf(name).forEachFunction(fragment => {
    if (fragment.stateMutability !== 'view' && fragment.stateMutability !== 'pure') all.push(fragment);
  });
  return all;
}

interface RawInput {
  name: string;
  type: string;
  internalType?: string;
  components?: RawInput[];
}
interface RawEntry {
  type: string;
  name: string;
  inputs: RawInput[];
}

/** The constants of the enum that a function's parameter (also one within a struct) is; undefined when it is none. */
export function enumOf(
  contract: ContractName,
  fn: FunctionFragment,
  parameter: string,
): readonly string[] | undefined {
  const type = enumTypeOf(contract, fn, parameter);
  return type === undefined ? undefined : ENUMS[type];
}

/** The enum itself, as Solidity calls it: `IInstitutions.Category`. */
export function enumTypeOf(
  contract: ContractName,
  fn: FunctionFragment,
  parameter: string,
): string | undefined {
  const entries = abi[contract] as unknown as RawEntry[];
  const entry = entries.find(
    each =>
      each.type === 'function' &&
      each.name === fn.name &&
      each.inputs.length === fn.inputs.length &&
      each.inputs.every((input, at) => input.type.startsWith('tuple') || input.type === fn.inputs[at]?.type),
  );
  const type = entry && within(entry.inputs, parameter);
  return type?.startsWith('enum ') ? type.slice('enum '.length) : undefined;
}

function within(inputs: RawInput[], name: string): string | undefined {
  for (const input of inputs) {
    const found = input.name === name ? input.internalType : within(input.components ?? [], name);
    if (found) return found;
  }
  return undefined;
}

import { type Result, toQuantity } from 'ethers';
import { ADDRESSES, interfaceOf, type ContractName } from './contracts';
import { Refusal, refusalOf } from './errors';
import { RpcError, type Rpc } from './rpc';

/** A plain value of a contract's answer: structs are objects, numbers are bigint. */
export type Value = string | bigint | boolean | Value[] | { [field: string]: Value };

/** A struct of a contract's answer. */
export type Fields = Record<string, Value>;

export interface Head {
  number: number;
  time: number;
  baseFee: bigint;
}

/** Calls a view of a governance contract, at a block whose state the node still has. Throws {@link Refusal} when the contract refuses. */
export async function read<T = Value>(
  rpc: Rpc,
  contract: ContractName,
  fn: string,
  args: unknown[] = [],
  at: number | 'latest' = 'latest',
): Promise<T> {
  const abi = interfaceOf(contract);
  const data = abi.encodeFunctionData(fn, args);
  let answer: unknown;
  try {
    answer = await rpc.send('eth_call', [
      { to: ADDRESSES[contract], data },
      at === 'latest' ? at : toQuantity(at),
    ]);
  } catch (failure) {
    throw failure instanceof RpcError ? refusalOf(failure) : failure;
  }
  if (typeof answer !== 'string' || answer === '0x') {
    throw new Refusal(
      'NoAnswer',
      `${contract}.${fn}: no answer from ${ADDRESSES[contract]}; is this a governance chain?`,
      {},
    );
  }
  const result = abi.decodeFunctionResult(fn, answer);
  const outputs = abi.getFunction(fn)?.outputs ?? [];
  const values = outputs.map((output, at) => plain(result[at], output));
  return (values.length === 1 ? values[0] : values) as T;
}

type Shape = {
  baseType: string;
  components?: readonly Shape[] | null;
  arrayChildren?: Shape | null;
  name: string;
};

function plain(value: unknown, shape: Shape): Value {
  if (shape.baseType === 'array' && shape.arrayChildren) {
    const child = shape.arrayChildren;
    return [...(value as Result)].map(each => plain(each, child));
  }
  if (shape.baseType === 'tuple') {
    return Object.fromEntries(
      (shape.components ?? []).map((part, at) => [part.name, plain((value as Result)[at], part)]),
    );
  }
  return value as Value;
}

const PAGE = 100;

/** All entries of a paged view. */
export async function readAll<T = Value>(
  rpc: Rpc,
  contract: ContractName,
  fn: string,
  ...first: unknown[]
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await read<T[]>(rpc, contract, fn, [...first, all.length, PAGE]);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

interface RpcBlock {
  number: string;
  timestamp: string;
  baseFeePerGas?: string;
}

export async function block(rpc: Rpc, number: number | 'latest'): Promise<Head> {
  const found = (await rpc.send('eth_getBlockByNumber', [
    number === 'latest' ? number : toQuantity(number),
    false,
  ])) as RpcBlock | null;
  if (!found) throw new Error(`block ${number}: the node does not have it`);
  return {
    number: Number(found.number),
    time: Number(found.timestamp),
    baseFee: BigInt(found.baseFeePerGas ?? 0),
  };
}

export async function chainIdOf(rpc: Rpc): Promise<number> {
  return Number(await rpc.send('eth_chainId', []));
}

import { AbiCoder, Interface, zeroPadValue } from 'ethers';
import abi from '../generated/abi.json';
import { contractAt, interfaceOf, type ContractName } from './contracts';
import { RpcError, type Rpc } from './rpc';

type Answers = Record<string, (...args: unknown[]) => unknown[]>;

/** A chain for tests that answers views as told (`Contract.view`), and everything else with zeros, as an empty chain would. */
export class FakeChain implements Rpc {
  readonly asked: { method: string; parameters: unknown[] }[] = [];
  /** Hash of its block 0; two chains of one id differ in it. */
  genesis = `0x${'9e'.repeat(32)}`;
  /** Answers to other methods than `eth_call`. */
  readonly methods: Record<string, (...parameters: unknown[]) => unknown> = { eth_chainId: () => '0x2e64a' };

  constructor(private readonly answers: Answers = {}) {}

  async send(method: string, parameters: unknown[]): Promise<unknown> {
    this.asked.push({ method, parameters });
    if (method === 'eth_getBlockByNumber' && parameters[0] === '0x0') return { hash: this.genesis };
    const answer = this.methods[method];
    if (answer) return answer(...parameters);
    if (method !== 'eth_call') throw new RpcError(-32601, `${method} is not there`);
    const { to, data } = parameters[0] as { to: string; data: string };
    const contract = contractAt(to);
    if (!contract) return '0x';
    return this.view(contract, data);
  }

  private view(contract: ContractName, data: string): string {
    const known = new Interface(abi[contract]);
    const fragment = known.getFunction(data.slice(0, 10));
    if (!fragment) throw new RpcError(3, 'execution reverted', '0x');
    const answer = this.answers[`${contract}.${fragment.name}`];
    if (answer) {
      return known.encodeFunctionResult(
        fragment,
        answer(...(known.decodeFunctionData(fragment, data) as unknown[])),
      );
    }
    return AbiCoder.defaultAbiCoder().encode(fragment.outputs, fragment.outputs.map(zero));
  }
}

/** What a view answers with one record: these fields, and nothing in the others. */
export function record(contract: ContractName, view: string, fields: Record<string, unknown>): unknown[] {
  const shape = interfaceOf(contract).getFunction(view)?.outputs[0];
  return [(shape?.components ?? []).map(part => (part.name in fields ? fields[part.name] : zero(part)))];
}

/** Answers the page as the console of this network does: with the node behind it, and nothing else. */
export function serve(chain: FakeChain, chainId: number): void {
  globalThis.fetch = (async (path: string, init?: RequestInit) => {
    if (path !== '/v1/rpc')
      return new Response(
        JSON.stringify({
          chainId,
          genesis: chain.genesis,
          name: 'Test',
          environment: 'test',
          networks: [],
          head: { number: 0, time: 0 },
        }),
      );
    const asked = [JSON.parse(init?.body as string)].flat() as {
      id: number;
      method: string;
      params: unknown[];
    }[];
    const all = await Promise.all(
      asked.map(async ({ id, method, params }) => ({ id, result: await chain.send(method, params) })),
    );
    return new Response(JSON.stringify(all));
  }) as typeof fetch;
}

interface Shape {
  type: string;
  baseType: string;
  components: readonly Shape[] | null;
}

/** The value of a type that nothing was ever written to. */
export function zero(shape: Shape): unknown {
  if (shape.baseType === 'array') return [];
  if (shape.baseType === 'tuple') return (shape.components ?? []).map(zero);
  if (shape.type === 'string') return '';
  if (shape.type === 'bytes') return '0x';
  if (shape.type === 'bool') return false;
  if (shape.type === 'address') return zeroPadValue('0x', 20);
  const fixed = /^bytes(\d+)$/.exec(shape.type);
  return fixed ? zeroPadValue('0x', Number(fixed[1])) : 0n;
}

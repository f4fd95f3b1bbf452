import { AbiCoder, dataSlice, type ErrorDescription } from 'ethers';
import { CONTRACT_NAMES, interfaceOf } from './contracts';
import type { RpcError } from './rpc';

/** Why a contract refused: the name of its custom error with its values, or what the node said. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly error: string,
    message: string,
    readonly values: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** What is called by a governance contract may refuse inside of it: then the inner error is the reason. */
const ERROR_STRING = '0x08c379a0';

export function decodeError(
  data: string | undefined,
): { error: string; values: Record<string, unknown> } | undefined {
  if (!data || data.length < 10) return undefined;
  if (data.startsWith(ERROR_STRING)) {
    const [text] = AbiCoder.defaultAbiCoder().decode(['string'], dataSlice(data, 4));
    return { error: 'Error', values: { text: text as string } };
  }
  for (const name of CONTRACT_NAMES) {
    let found: ErrorDescription | null = null;
    try {
      found = interfaceOf(name).parseError(data);
    } catch {
      // The same selector with other arguments: not ours.
    }
    if (found) {
      const values = Object.fromEntries(
        found.fragment.inputs.map((input, at) => [input.name, found.args[at] as unknown]),
      );
      return { error: found.name, values };
    }
  }
  return undefined;
}

export function refusalOf(failure: RpcError): Refusal {
  const decoded = decodeError(failure.data);
  if (!decoded) return new Refusal('Unknown', failure.message, { data: failure.data });
  const shown = Object.entries(decoded.values).map(([name, value]) => `${name} ${String(value)}`);
  return new Refusal(decoded.error, `${decoded.error}(${shown.join(', ')})`, decoded.values);
}

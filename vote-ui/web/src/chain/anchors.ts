import { AbiCoder } from 'ethers';
import { differentNodes } from './nodeName';

const ZERO_WORD = `0x${'0'.repeat(64)}`;
const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;
const FOLLOWED_START = `0x${'0'.repeat(62)}a0`;
const CONFIRMED = ['uint8', 'string[]', 'uint16'];
const CONFIRMED_LIST = `${'0'.repeat(62)}60`;
const SECOND_WORD = 66;
const FOLLOWED = ['address[]', 'address', 'bytes32', 'bytes32', 'address'];

/** As many as proxies and the command line take. */
export const MOST_CONFIRMATIONS = 1000;

/** How evidence of a subchain is verified, as forms hold it and people are told. */
export interface AnchorsValue {
  readonly rule: string;
  readonly agreement: number;
  readonly nodes: readonly string[];
  /** Blocks that must follow at the nodes; absent or 0 where blocks are final. */
  readonly confirmations?: number;
  readonly validators: readonly string[];
  readonly contract?: { address: string; slot: string; codeHash: string; implementation: string };
}

/** The bytes that are registered for these anchors, as the proxies read them. */
export function encodeAnchors(value: AnchorsValue): string {
  const coder = AbiCoder.defaultAbiCoder();
  if (value.rule === 'NODE_AGREEMENT') {
    const agreed = [value.agreement, [...value.nodes]];
    return value.confirmations
      ? coder.encode(CONFIRMED, [...agreed, value.confirmations])
      : coder.encode(['uint8', 'string[]'], agreed);
  }
  const contract = value.contract;
  if (contract === undefined) return coder.encode(['address[]'], [[...value.validators]]);
  return coder.encode(FOLLOWED, [
    [...value.validators],
    contract.address,
    contract.slot,
    contract.codeHash || ZERO_WORD,
    contract.implementation || ZERO_ADDRESS,
  ]);
}

/** The anchors that the bytes stand for; undefined where they make no sense. */
export function decodeAnchors(rule: string, bytes: string): AnchorsValue | undefined {
  const coder = AbiCoder.defaultAbiCoder();
  const nothing = { agreement: 1, nodes: [], validators: [] };
  try {
    if (rule === 'NODE_AGREEMENT') {
      const confirmed = bytes.startsWith(CONFIRMED_LIST, SECOND_WORD);
      const [agreement, nodes, confirmations] = coder.decode(
        confirmed ? CONFIRMED : ['uint8', 'string[]'],
        bytes,
      );
      const agreed = {
        ...nothing,
        rule,
        agreement: Number(agreement),
        nodes: differentNodes(nodes as string[]),
      };
      // A node has one voice, under however many names it is registered.
      if (agreed.agreement > agreed.nodes.length) return undefined;
      if (!confirmed) return agreed;
      // More than any proxy reads: for them the anchors make no sense.
      if (Number(confirmations) > MOST_CONFIRMATIONS) return undefined;
      return { ...agreed, confirmations: Number(confirmations) };
    }
    if (rule !== 'QBFT_SEALS') return undefined;
    if (!bytes.startsWith(FOLLOWED_START)) {
      const [validators] = coder.decode(['address[]'], bytes);
      return { ...nothing, rule, validators: [...(validators as string[])] };
    }
    const [validators, address, slot, codeHash, implementation] = coder.decode(FOLLOWED, bytes);
    return {
      ...nothing,
      rule,
      validators: [...(validators as string[])],
      contract: {
        address: String(address),
        slot: String(slot),
        codeHash: codeHash === ZERO_WORD ? '' : String(codeHash),
        implementation: implementation === ZERO_ADDRESS ? '' : String(implementation),
      },
    };
  } catch {
    return undefined;
  }
}

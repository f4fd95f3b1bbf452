import { keccak256, toBeHex, toQuantity, zeroPadValue } from 'ethers';
import { ADDRESSES, interfaceOf } from '../../chain/contracts';
import { blocksOf } from '../../chain/proposal';
import { readAll } from '../../chain/reads';
import type { Rpc } from '../../chain/rpc';
import { ordinal, TERMS } from '../terms';
import { flawOf, SUITES, type Flaw, type Registered, type Suite } from './possession';

/** A registered key as the chain has it. */
export interface ChainKey extends Registered {
  readonly account: string;
  readonly suite: Suite;
  readonly status: string;
  /** Seconds. */
  readonly registeredAt: number;
  readonly proofDigest: string;
}

interface Answer {
  readonly version: bigint;
  readonly status: bigint;
  readonly registeredAt: bigint;
  readonly proofDigest: string;
  readonly publicKey: string;
}

const STATUSES = Object.keys(TERMS.KeyStatus);

/** All that the account registered of a suite, the oldest first. */
export async function keysOf(rpc: Rpc, account: string, suite: Suite): Promise<ChainKey[]> {
  const keys = await readAll<Answer>(rpc, 'ProtocolKeys', 'protocolKeys', account, ordinal('Suite', suite));
  return keys.map(({ version, status, registeredAt, proofDigest, publicKey }) => ({
    account: account.toLowerCase(),
    suite,
    version: Number(version),
    status: STATUSES[Number(status)] ?? '',
    registeredAt: Number(registeredAt),
    proofDigest,
    publicKey,
  }));
}

/** Keys of the account, of every suite, that have not been confirmed by enough institutions. */
export async function waitingKeys(rpc: Rpc, account: string): Promise<ChainKey[]> {
  const all = await Promise.all(SUITES.map(suite => keysOf(rpc, account, suite)));
  return all.flat().filter(key => key.status === 'REGISTERED');
}

const word = (value: number | string): string => toBeHex(value, 32);

/**
 * The proof that the key was registered with, from the registration's event; the key commits to it.
 *
 * @returns undefined when the node does not have it
 */
async function proofOf(rpc: Rpc, key: ChainKey): Promise<string | undefined> {
  const { from, to } = await blocksOf(rpc, key.registeredAt);
  const abi = interfaceOf('ProtocolKeys');
  const topics = [
    abi.getEvent('ProtocolKeyRegistered')?.topicHash,
    zeroPadValue(key.account, 32),
    word(ordinal('Suite', key.suite)),
    word(key.version),
  ];
  const logs = (await rpc.send('eth_getLogs', [
    { address: ADDRESSES.ProtocolKeys, topics, fromBlock: toQuantity(from), toBlock: toQuantity(to) },
  ])) as { data: string; topics: string[] }[];
  return logs
    .map(log => abi.parseLog(log)?.args.proof as string | undefined)
    .find(proof => proof !== undefined && keccak256(proof) === key.proofDigest);
}

/** What is wrong with a registered key's proof of possession; undefined where it is good. As `account key check` says it. */
export async function flawOfRegistered(rpc: Rpc, chainId: number, key: ChainKey): Promise<Flaw | undefined> {
  const proof = await proofOf(rpc, key);
  return proof === undefined ? { is: 'noProof' } : flawOf({ ...key, chainId, proof });
}

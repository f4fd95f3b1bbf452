import { keccak256, toQuantity } from 'ethers';
import type { Signer, UnsignedTransaction } from '../identity/signer';
import { ADDRESSES, contractAt, interfaceOf, type ContractName } from './contracts';
import { Refusal, refusalOf } from './errors';
import { block, chainIdOf } from './reads';
import { RpcError, RpcUnreachable, type Rpc } from './rpc';
import type { Call } from './words/describe';

export interface Receipt {
  transactionHash: string;
  blockNumber: number;
  succeeded: boolean;
  logs: { address: string; topics: string[]; data: string }[];
}

/** The transaction was sent, but is in no block yet; it may still get into one. */
export class NotMinedYet extends Error {
  override readonly name = 'NotMinedYet';

  constructor(readonly transactionHash: string) {
    super(`transaction ${transactionHash} is in no block yet`);
  }
}

/** Nobody answered to the signed transaction; it may have arrived all the same. */
export class PerhapsSent extends Error {
  override readonly name = 'PerhapsSent';

  constructor(
    readonly transactionHash: string,
    message: string,
  ) {
    super(message);
  }
}

/** The transaction is in a block, but changed nothing there. */
export class WithoutEffect extends Error {
  override readonly name = 'WithoutEffect';

  constructor(readonly transactionHash: string) {
    super(`transaction ${transactionHash} is in a block, without effect`);
  }
}

/** The call of a governance contract's function. */
export function call(contract: ContractName, fn: string, args: unknown[]): Call {
  return { to: ADDRESSES[contract], data: interfaceOf(contract).encodeFunctionData(fn, args) };
}

// Upper bounds as the Java client sets them: estimates are too low where a checkpoint's second changes before the block.
const BASE = 500_000n;
const PER_BYTE = 1_500n;
const AGREEMENT = 3_000_000n;
const HEAVY = 6_000_000n;
const LIGHTEST_BLOCK = 30_000_000n;
const HEAVY_CONTRACTS = new Set<ContractName>(['Nodes', 'Contracts']);
const AGREEMENTS = new Set(['request', 'authorise', 'amend', 'acceptAmendment', 'refresh']);

/** Gas for a call: generous, because governance chains charge nothing and a vote that runs out of gas is lost. */
export function gasFor({ to, data }: Call): bigint {
  const contract = contractAt(to);
  const fn = contract && data.length >= 10 ? interfaceOf(contract).getFunction(data.slice(0, 10)) : null;
  let gas = BASE + PER_BYTE * BigInt(data.length / 2);
  if (contract === 'Pipelines' && fn && AGREEMENTS.has(fn.name)) gas += AGREEMENT;
  if (contract === 'Contracts' && fn?.name === 'construct') gas += HEAVY;
  if (contract === 'WorkOrders' && fn?.name === 'execute') {
    const [targets, , calldatas] = interfaceOf(contract).decodeFunctionData(fn, data);
    (calldatas as string[]).forEach((inner, at) => {
      const target = contractAt((targets as string[])[at] ?? '');
      gas +=
        BASE + PER_BYTE * BigInt(inner.length / 2) + (!target || HEAVY_CONTRACTS.has(target) ? HEAVY : 0n);
    });
  }
  return gas < LIGHTEST_BLOCK ? gas : LIGHTEST_BLOCK;
}

/** The transaction for a call, complete: chain, nonce, gas, price. Nothing in it is decided after it was shown. */
export async function prepare(rpc: Rpc, account: string, asked: Call): Promise<UnsignedTransaction> {
  const [chainId, head, nonce] = await Promise.all([
    chainIdOf(rpc),
    block(rpc, 'latest'),
    rpc.send('eth_getTransactionCount', [account, 'pending']),
  ]);
  const gasPrice = head.baseFee === 0n ? 0n : BigInt((await rpc.send('eth_gasPrice', [])) as string);
  return {
    chainId,
    from: account,
    to: asked.to,
    data: asked.data,
    gasLimit: gasFor(asked),
    gasPrice,
    nonce: Number(nonce),
  };
}

/** Lets the chain say what it would answer, before anybody signs. Throws its refusal. */
export async function rehearse(rpc: Rpc, { from, to, data, gasLimit }: UnsignedTransaction): Promise<void> {
  try {
    await rpc.send('eth_call', [{ from, to, data, gas: toQuantity(gasLimit) }, 'latest']);
  } catch (failure) {
    throw failure instanceof RpcError ? refusalOf(failure) : failure;
  }
}

/**
 * Signs, sends, and waits for the block. What was sent before without an answer may be sent again: the nonce lets it count once.
 *
 * @throws PerhapsSent when nobody answered to the signed transaction
 * @throws NotMinedYet when it is in no block after a while
 */
export async function submit(rpc: Rpc, signer: Signer, transaction: UnsignedTransaction): Promise<Receipt> {
  const hash = await signer.sendTransaction(transaction, raw => handIn(rpc, raw));
  return settled(rpc, transaction, await receipt(rpc, hash));
}

/** A node refuses what it has already; then the transaction is where it should be. */
async function handIn(rpc: Rpc, raw: string): Promise<string> {
  const hash = keccak256(raw);
  try {
    await rpc.send('eth_sendRawTransaction', [raw]);
  } catch (failure) {
    if (failure instanceof RpcUnreachable) throw new PerhapsSent(hash, failure.message);
    if (!(await has(rpc, hash))) throw failure instanceof RpcError ? refusalOf(failure) : failure;
  }
  return hash;
}

/** A node that does not tell, for whatever reason, leaves it open. */
async function has(rpc: Rpc, hash: string): Promise<boolean> {
  try {
    return Boolean(await rpc.send('eth_getTransactionByHash', [hash]));
  } catch (failure) {
    if (fromNode(failure)) throw new PerhapsSent(hash, failure.message);
    throw failure;
  }
}

const fromNode = (failure: unknown): failure is RpcUnreachable | RpcError =>
  failure instanceof RpcUnreachable || failure instanceof RpcError;

/**
 * A transaction that failed in its block is called again, to learn why; that it would pass by now, or that nobody says why, is no
 * success.
 */
async function settled(rpc: Rpc, transaction: UnsignedTransaction, found: Receipt): Promise<Receipt> {
  if (found.succeeded) return found;
  await rehearse(rpc, transaction).catch((failure: unknown) => {
    if (failure instanceof Refusal) throw failure;
  });
  throw new WithoutEffect(found.transactionHash);
}

const LONGEST_WAIT_MS = 90_000;
const ASK_AGAIN_MS = 700;

interface RpcReceipt {
  transactionHash: string;
  blockNumber: string;
  status: string;
  logs: Receipt['logs'];
}

/** Waits until the transaction is in a block. */
export async function receipt(rpc: Rpc, hash: string): Promise<Receipt> {
  const end = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < end) {
    const found = await receiptNow(rpc, hash);
    if (found) {
      return {
        transactionHash: found.transactionHash,
        blockNumber: Number(found.blockNumber),
        succeeded: Number(found.status) === 1,
        logs: found.logs,
      };
    }
    await new Promise(resolve => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new NotMinedYet(hash);
}

/** A node that is away or does not tell for a moment has it later; what was sent is not refused by that. */
async function receiptNow(rpc: Rpc, hash: string): Promise<RpcReceipt | null> {
  try {
    return (await rpc.send('eth_getTransactionReceipt', [hash])) as RpcReceipt | null;
  } catch (failure) {
    if (fromNode(failure)) return null;
    throw failure;
  }
}

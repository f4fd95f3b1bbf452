import { get } from '../api/client';
import type { Network } from '../api/types';
import { block } from './reads';
import type { Rpc } from './rpc';

/** For so long after its date the console takes a statement. */
const FRESH_SECONDS = 300;

/**
 * When a statement is issued. The chain's clock, because a person's own may be off; the console's where the two are apart: a chain that
 * stands still goes on telling the time of its last block, and the console takes nothing from then.
 */
export async function statementTime(rpc: Rpc): Promise<number> {
  const [{ time: chain }, { time: console }] = await Promise.all([
    block(rpc, 'latest'),
    get<Network>('/v1/network'),
  ]);
  return Math.abs(console - chain) > FRESH_SECONDS ? console : chain;
}

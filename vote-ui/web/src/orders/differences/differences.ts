import { interfaceOf } from '../../chain/contracts';
import type { Rpc } from '../../chain/rpc';
import type { Described } from '../../chain/words/describe';
import { EFFECTS, type Effect } from './effects';

export interface Difference extends Effect {
  /** The chain has it so already. */
  same: boolean;
  /** A change before this one in the order sets it, too: what is there now is not what this one will find. */
  again: boolean;
}

/** What a change alters on the chain, or why that could not be read; neither for a call that the page does not know. */
export interface Compared {
  differences: Difference[];
  unread?: unknown;
}

/** Compares what an order sets with what the chain has now. One that cannot be read takes nothing from the others. */
export async function compare(changes: readonly Described[], rpc: Rpc): Promise<Compared[]> {
  const all = await Promise.all(changes.map(each => effectsOf(each, rpc)));
  const seen = new Set<string>();
  return all.map(({ effects, unread }) => {
    const differences = effects.map(each => {
      const again = seen.has(each.subject);
      return { ...each, again, same: !again && each.before.en === each.after.en };
    });
    for (const { subject } of effects) seen.add(subject);
    return unread === undefined ? { differences } : { differences, unread };
  });
}

async function effectsOf(
  { contract, data }: Described,
  rpc: Rpc,
): Promise<{ effects: Effect[]; unread?: unknown }> {
  const call = contract && interfaceOf(contract).parseTransaction({ data });
  const effects = call && EFFECTS[`${contract}.${call.name}`];
  if (!effects) return { effects: [] };
  try {
    return { effects: await effects(call.args, rpc) };
  } catch (failure) {
    return { effects: [], unread: failure };
  }
}

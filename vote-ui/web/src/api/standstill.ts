import type { Live } from './events';
import type { Network } from './types';

/** For how long (seconds) node and chain have been silent; 0 while it is no longer than the server's administrator bears. */
export interface Standstill {
  readonly silentFor: number;
  readonly stalledFor: number;
}

/** By the server's own threshold: how slow a chain may be is known to who runs it. The stream tells of nothing that is below. */
export function standstill(
  network: Pick<Network, 'stalledSeconds' | 'stalledAfterSeconds' | 'nodeSilentSeconds'> | undefined,
  live: Pick<Live, 'stalledSeconds'>,
): Standstill {
  const borne = network?.stalledAfterSeconds ?? 0;
  const beyond = (seconds: number) => (seconds >= borne ? seconds : 0);
  return {
    silentFor: beyond(network?.nodeSilentSeconds ?? 0),
    stalledFor: beyond(Math.max(live.stalledSeconds, network?.stalledSeconds ?? 0)),
  };
}

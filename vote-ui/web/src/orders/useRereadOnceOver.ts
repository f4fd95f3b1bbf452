import { useEffect, useEffectEvent } from 'react';
import { useBlockTime } from '../parts/Time';
import type { Order } from './reading';

/**
 * Has an order read again once the chain's clock is past the moment that ends its state. Nothing happens on the chain then that would
 * tell: the state follows from the time of the next block.
 */
export function useRereadOnceOver(
  order: Pick<Order, 'state' | 'snapshot' | 'deadline'> | undefined,
  reread: () => void,
): void {
  const now = useBlockTime();
  const ends =
    order?.state === 'ACTIVE' ? order.deadline : order?.state === 'PENDING' ? order.snapshot : undefined;
  const over = now !== undefined && ends !== undefined && now > ends;
  const again = useEffectEvent(reread);
  // At each block until the state is another one: the node that is read may be behind the one that tells the time.
  useEffect(() => {
    if (over) again();
  }, [over, now]);
}

import { useEffect, useRef, useState } from 'react';
import { useEvents, useLive } from '../api/events';
import { useNetwork } from '../api/hooks';
import { standstill } from '../api/standstill';
import { freshness, type Freshness } from './logic/freshness';
import { useUnread } from './useUnread';

const TICK_MS = 1_000;

/** How far what is shown can be relied on, looked at once a second. */
export function useFreshness(): Freshness {
  const { data: network, dataUpdatedAt } = useNetwork();
  const live = useLive();
  const unread = useUnread();
  const told = useRef(0);
  useEvents(() => {
    told.current = Date.now();
  });
  const [fresh, setFresh] = useState<Freshness>({ state: 'waiting' });
  useEffect(() => {
    const look = () => {
      const heardAt = Math.max(told.current, dataUpdatedAt);
      const now = Date.now();
      const still = standstill(network, live);
      const next = freshness({
        now,
        heardAt: heardAt === 0 ? null : heardAt,
        unreadSince: unread(now),
        streaming: live.connected,
        stalledSeconds: Math.round(still.stalledFor),
        silentSeconds: still.silentFor,
        blocksBehind: network ? network.head.number - network.indexed.number : 0,
      });
      setFresh(before => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [network, dataUpdatedAt, live, unread]);
  return fresh;
}

/** What is known of how recent the shown figures are; times in milliseconds of this browser's clock. */
export interface Signs {
  now: number;
  /** When the server last answered or told anything; none before the first time. */
  heardAt: number | null;
  /** Since when something of what is shown could not be read, while the server answers otherwise; none while all is read. */
  unreadSince: number | undefined;
  /** Whether the stream of events stands. */
  streaming: boolean;
  /** Seconds for which the chain has made no block, where that is longer than the server's administrator bears; else 0. */
  stalledSeconds: number;
  /** Seconds for which the server's node has not answered it, where that is longer than is borne; else 0. */
  silentSeconds: number;
  /** Blocks that the server has not indexed yet. */
  blocksBehind: number;
}

/** How far the figures can be relied on, the worst first. */
export type Freshness =
  | { state: 'waiting' }
  | { state: 'unreachable'; seconds: number }
  | { state: 'silent'; seconds: number }
  | { state: 'stalled'; seconds: number }
  | { state: 'behind'; blocks: number }
  | { state: 'unread'; seconds: number }
  | { state: 'polling' }
  | { state: 'live' };

/** Silence of the server after which its figures are called old: three of its keep-alives. */
export const SILENCE_MILLIS = 45_000;
/** A few blocks are always on their way. */
export const BLOCKS_BEHIND = 5;

/** Judges what is shown; everything but `live` and `polling` has to be said plainly. */
export function freshness(signs: Signs): Freshness {
  if (signs.heardAt === null) {
    return { state: 'waiting' };
  }
  const silence = signs.now - signs.heardAt;
  if (silence > SILENCE_MILLIS) {
    return { state: 'unreachable', seconds: Math.floor(silence / 1_000) };
  }
  if (signs.silentSeconds > 0) {
    return { state: 'silent', seconds: signs.silentSeconds };
  }
  if (signs.stalledSeconds > 0) {
    return { state: 'stalled', seconds: signs.stalledSeconds };
  }
  if (signs.blocksBehind > BLOCKS_BEHIND) {
    return { state: 'behind', blocks: signs.blocksBehind };
  }
  if (signs.unreadSince !== undefined) {
    return { state: 'unread', seconds: Math.max(0, Math.floor((signs.now - signs.unreadSince) / 1_000)) };
  }
  return signs.streaming ? { state: 'live' } : { state: 'polling' };
}

/** Whether whoever looks has to be told that the figures are not those of now. */
export function isStale(freshness: Freshness): boolean {
  return freshness.state !== 'live' && freshness.state !== 'polling';
}

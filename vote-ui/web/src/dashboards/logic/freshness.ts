/** What is known of how recent the shown figures are; times in milliseconds of this browser's clock. */
export interface Signs {
  now: number;
  /** When the server last answered or told anything; none before the first time. */
  heardAt: number | null;
  /** Since when something of what is shown could not be read, while the server answers otherwise; none while all is read. */
  unreadSince: number | undefined;
  /** Whether the stream of events stands. */
  streaming: boolean;
  /** Seconds for which the chain has made no block longer than it should, as the server sees it; 0 when it goes on. */
  stalledSeconds: number;
  /** Seconds for which the server's node has not answered it; 0 while it does. */
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
/** The chain's own pauses are no news below this. */
export const STALL_SECONDS = 30;
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
  if (signs.silentSeconds >= STALL_SECONDS) {
    return { state: 'silent', seconds: signs.silentSeconds };
  }
  if (signs.stalledSeconds >= STALL_SECONDS) {
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

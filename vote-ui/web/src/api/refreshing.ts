import type { QueryKey } from '@tanstack/react-query';
import { FROM_SERVER } from './queries';

/** What an event or an alert is about, as the server tells it. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Asks anew what is concerned; everything where nothing is said. */
export type Refresh = (concerned?: (key: QueryKey) => boolean) => void;

const SOON_MS = 2_000;
/** Nothing that is shown is older than this while something happens. */
const LATEST_MS = 10_000;
const ID = /^0x[0-9a-f]{40,}$/i;

/** Lists that tell of whatever happens. */
const OF_ALL = ['/v1/events/history'];
/** What tells of alerts. */
const OF_ALERTS = ['/v1/alerts', '/v1/findings', '/v1/audit/findings', '/v1/overview'];

function listsOf(kind: string): readonly string[] {
  if (kind === 'work-orders') return ['/v1/work-orders'];
  if (kind === 'transactions') return ['/v1/transactions', '/v1/escalations'];
  return kind === 'alerts' ? OF_ALERTS : [`/v1/records/${kind}`];
}

const within = (path: string, list: string) => path === list || path.startsWith(`${list}/`);

/** Whether an answer may be another now that something happened to these: it lists their kind, or names one of them. */
export function concerns(key: QueryKey, subjects: readonly Subject[]): boolean {
  const [source, path] = key;
  const asked = JSON.stringify(key).toLowerCase();
  if (subjects.some(({ id }) => ID.test(id) && asked.includes(id.toLowerCase()))) return true;
  if (source !== FROM_SERVER || typeof path !== 'string') return false;
  // A page of another record of that kind is of no concern; one that is named by its code may be.
  if (ID.test(path.slice(path.lastIndexOf('/') + 1))) return false;
  const lists = [...OF_ALL, ...subjects.flatMap(({ kind }) => listsOf(kind))];
  return lists.some(list => within(path, list));
}

/**
 * When to ask anew: what an event is about soon, everything else (figures, what is reckoned from many records) soon as well when
 * it was quiet before, and more and more rarely while events flow.
 */
export class Refreshing {
  private subjects: Subject[] = [];
  private soon: ReturnType<typeof setTimeout> | undefined;
  private whole: ReturnType<typeof setTimeout> | undefined;
  private wait = SOON_MS;
  private last = 0;

  constructor(private readonly refresh: Refresh) {}

  /** Something happened to these. */
  happened(subjects: readonly Subject[]): void {
    this.subjects.push(...subjects);
    this.soon ??= setTimeout(() => this.concerned(), SOON_MS);
    this.everything();
  }

  /** Nobody knows what is other now. */
  everything(): void {
    const now = Date.now();
    if (now - this.last > LATEST_MS) this.wait = SOON_MS;
    this.last = now;
    this.whole ??= setTimeout(() => {
      this.stop();
      this.wait = Math.min(2 * this.wait, LATEST_MS);
      this.refresh();
    }, this.wait);
  }

  /** Forgets what was to be asked. */
  stop(): void {
    clearTimeout(this.soon);
    clearTimeout(this.whole);
    this.soon = undefined;
    this.whole = undefined;
    this.subjects = [];
  }

  private concerned(): void {
    const subjects = this.subjects;
    this.subjects = [];
    this.soon = undefined;
    this.refresh(key => concerns(key, subjects));
  }
}

import { createContext, use, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { queries, refreshAll } from './queries';
import { Refreshing } from './refreshing';
import type { Alert, HistoryEvent } from './types';

/** What the server tells as it happens. */
export type Happening =
  | { type: 'block'; number: number; time: number }
  | { type: 'event'; event: HistoryEvent }
  | { type: 'alert'; alert: Alert }
  | { type: 'stalled'; seconds: number };

/** How the stream is, and the chain as it tells it. */
export interface Live {
  connected: boolean;
  /** Since when (page time, ms) the stream is away; undefined while it is there. */
  awaySince: number | undefined;
  head: { number: number; time: number } | undefined;
  stalledSeconds: number;
}

const RECONNECT_MS = 5_000;

/** The stream of events of one page; pages and parts listen to it. */
export class EventStream {
  private live: Live = { connected: false, awaySince: undefined, head: undefined, stalledSeconds: 0 };
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(happening: Happening) => void>();
  private source: EventSource | undefined;
  private reconnecting: ReturnType<typeof setTimeout> | undefined;
  private readonly refreshing = new Refreshing(concerned => {
    if (concerned) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => concerned(queryKey) });
    } else {
      void refreshAll();
      void queries.invalidateQueries({ queryKey: ['network'] });
    }
  });

  open(): () => void {
    this.connect();
    return () => {
      clearTimeout(this.reconnecting);
      this.refreshing.stop();
      this.source?.close();
    };
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  state = (): Live => this.live;

  listen(listener: (happening: Happening) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private connect(): void {
    if (typeof EventSource === 'undefined') return;
    const source = new EventSource('/v1/events');
    this.source = source;
    source.onopen = () => {
      if (this.live.awaySince !== undefined) void refreshAll();
      this.change({ connected: true, awaySince: undefined });
    };
    source.onerror = () => {
      this.change({ connected: false, awaySince: this.live.awaySince ?? Date.now() });
      // The browser reconnects by itself unless the server answered with something else than a stream.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.reconnecting);
        this.reconnecting = setTimeout(() => this.connect(), RECONNECT_MS);
      }
    };
    const on = (type: string, take: (data: unknown) => void) =>
      source.addEventListener(type, message => take(JSON.parse((message as MessageEvent<string>).data)));
    on('block', data => {
      const head = data as { number: number; time: number };
      this.change({ head, stalledSeconds: 0 });
      this.tell({ type: 'block', ...head });
    });
    on('event', data => {
      const event = data as HistoryEvent;
      this.tell({ type: 'event', event });
      this.refreshing.happened(event.subjects);
    });
    on('alert', data => {
      const alert = data as Alert;
      this.tell({ type: 'alert', alert });
      this.refreshing.happened([{ kind: 'alerts', id: String(alert.id) }]);
    });
    on('reorganised', () => this.refreshing.everything());
    on('stalled', data => {
      const { seconds } = data as { seconds: number };
      this.change({ stalledSeconds: seconds });
      this.tell({ type: 'stalled', seconds });
    });
  }

  private change(part: Partial<Live>): void {
    this.live = { ...this.live, ...part };
    this.watchers.forEach(watcher => watcher());
  }

  private tell(happening: Happening): void {
    this.listeners.forEach(listener => listener(happening));
  }
}

const stream = new EventStream();
const Context = createContext(stream);

export function EventsProvider({ children }: { children: ReactNode }) {
  useEffect(() => stream.open(), []);
  return <Context value={stream}>{children}</Context>;
}

/** Calls the listener with whatever the server tells, as long as the component is there. */
export function useEvents(listener: (happening: Happening) => void): void {
  const events = use(Context);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => events.listen(happening => latest.current(happening)), [events]);
}

/** How stream and chain are right now. */
export function useLive(): Live {
  const events = use(Context);
  return useSyncExternalStore(events.watch, events.state, events.state);
}

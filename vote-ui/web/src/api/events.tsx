import { createContext, use, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { queries, refreshAll } from './queries';
import { Refreshing } from './refreshing';
import { SharedStream, type Told } from './sharedStream';
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

/**
 * The stream of events as one page hears it; pages and parts listen to it. A page that cannot be seen needs no news: it lets go
 * of the stream, and asks everything anew once it is looked at again.
 */
export class EventStream {
  private live: Live = { connected: false, awaySince: undefined, head: undefined, stalledSeconds: 0 };
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(happening: Happening) => void>();
  private shared: SharedStream | undefined;
  /** Which stream was heard last; what happened between two of them was told to nobody. */
  private heard: string | undefined;
  private missed = false;
  private readonly refreshing = new Refreshing(concerned => {
    if (concerned) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => concerned(queryKey) });
    } else {
      refreshWhole();
    }
  });

  open(): () => void {
    const look = () => (document.visibilityState === 'hidden' ? this.leave() : this.hear());
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
      this.leave();
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

  private hear(): void {
    if (this.shared) return;
    this.shared = new SharedStream(told => this.take(told));
    this.shared.start();
  }

  private leave(): void {
    this.missed = true;
    this.refreshing.stop();
    this.shared?.stop();
    this.shared = undefined;
  }

  private take(told: Told): void {
    switch (told.is) {
      case 'open':
        if (this.missed || (this.heard !== undefined && this.heard !== told.stream)) refreshWhole();
        this.missed = false;
        this.heard = told.stream;
        return this.change({ connected: true, awaySince: undefined });
      case 'away':
        this.missed = true;
        return this.change({ connected: false, awaySince: this.live.awaySince ?? told.since });
      case 'message':
        return this.happened(told.type, JSON.parse(told.data));
    }
  }

  private happened(type: string, data: unknown): void {
    switch (type) {
      case 'block': {
        const head = data as { number: number; time: number };
        this.change({ head, stalledSeconds: 0 });
        return this.tell({ type, ...head });
      }
      case 'event': {
        const event = data as HistoryEvent;
        this.tell({ type, event });
        return this.refreshing.happened(event.subjects);
      }
      case 'alert': {
        const alert = data as Alert;
        this.tell({ type, alert });
        return this.refreshing.happened([{ kind: 'alerts', id: String(alert.id) }]);
      }
      case 'reorganised':
        return this.refreshing.everything();
      case 'stalled': {
        const { seconds } = data as { seconds: number };
        this.change({ stalledSeconds: seconds });
        return this.tell({ type, seconds });
      }
    }
  }

  private change(part: Partial<Live>): void {
    this.live = { ...this.live, ...part };
    this.watchers.forEach(watcher => watcher());
  }

  private tell(happening: Happening): void {
    this.listeners.forEach(listener => listener(happening));
  }
}

function refreshWhole(): void {
  void refreshAll();
  void queries.invalidateQueries({ queryKey: ['network'] });
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

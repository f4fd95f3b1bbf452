/** What is told of the stream, to this page and to the others of the same browser. */
export type Told =
  | { is: 'open'; stream: string }
  | { is: 'away'; since: number }
  | { is: 'message'; type: string; data: string };

type Said = Told | { is: 'asked' };

const TYPES = ['block', 'event', 'alert', 'reorganised', 'stalled'] as const;
const RECONNECT_MS = 5_000;
/** The form of what pages tell each other: one with another form has another name. */
const NAME = 'govchain.events.1';

/**
 * The one stream of events of all pages that a browser has open. Over HTTP/1.1 a browser makes six connections to a server, for
 * all its pages together: six pages with a stream of their own leave none to anybody. So the pages compete for a lock; whoever
 * holds it has the stream and tells the others. Where the browser has no locks (they need HTTPS, or this very machine) each page
 * has its own. Only pages that can be seen take part, which their owner sees to by `stop`: browsers let hidden ones sleep, with
 * the lock.
 */
export class SharedStream {
  private source: EventSource | undefined;
  private channel: BroadcastChannel | undefined;
  private reconnecting: ReturnType<typeof setTimeout> | undefined;
  private readonly ended = new AbortController();
  /** What a page that comes later has to know: whether there is a stream, and the newest block. */
  private state: Told | undefined;
  private newest: Told | undefined;

  constructor(private readonly take: (told: Told) => void) {}

  start(): void {
    if (typeof EventSource === 'undefined') return;
    if (typeof BroadcastChannel === 'undefined' || !('locks' in navigator)) {
      this.connect();
      return;
    }
    const channel = new BroadcastChannel(NAME);
    this.channel = channel;
    channel.onmessage = message => this.heard(message.data as Said);
    channel.postMessage({ is: 'asked' } satisfies Said);
    navigator.locks
      .request(NAME, { signal: this.ended.signal }, () => this.hold())
      .catch((failure: unknown) => {
        if (!this.ended.signal.aborted) throw failure;
      });
  }

  /** Gives the stream to another page. */
  stop(): void {
    this.ended.abort();
    clearTimeout(this.reconnecting);
    this.source?.close();
    this.channel?.close();
  }

  private hold(): Promise<void> {
    const { signal } = this.ended;
    if (signal.aborted) return Promise.resolve();
    this.connect();
    return new Promise(release => signal.addEventListener('abort', () => release(), { once: true }));
  }

  private heard(said: Said): void {
    if (said.is !== 'asked') this.take(said);
    else if (this.source) [this.state, this.newest].forEach(each => each && this.channel?.postMessage(each));
  }

  private tell(told: Told): void {
    if (told.is !== 'message') this.state = told;
    else if (told.type === 'block') this.newest = told;
    this.channel?.postMessage(told);
    this.take(told);
  }

  private connect(): void {
    const source = new EventSource('/v1/events');
    this.source = source;
    source.onopen = () => this.tell({ is: 'open', stream: `${Date.now()} ${Math.random()}` });
    source.onerror = () => {
      const since = this.state?.is === 'away' ? this.state.since : Date.now();
      this.tell({ is: 'away', since });
      // The browser reconnects by itself unless the server answered with something else than a stream.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.reconnecting);
        this.reconnecting = setTimeout(() => this.connect(), RECONNECT_MS);
      }
    };
    for (const type of TYPES)
      source.addEventListener(type, message =>
        this.tell({ is: 'message', type, data: (message as MessageEvent<string>).data }),
      );
  }
}

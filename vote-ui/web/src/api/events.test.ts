import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream } from './events';
import { FROM_SERVER, queries } from './queries';

/** A connection of the browser, as often as a page makes one; the browser's own are held to by the tests in a browser. */
class Connection extends EventTarget {
  static readonly open = new Set<Connection>();
  static readonly CLOSED = 2;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  readyState = 1;

  constructor() {
    super();
    Connection.open.add(this);
  }

  close(): void {
    Connection.open.delete(this);
  }

  says(type: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

/** The browser's locks: one holder, the others wait in turn. */
class Locks {
  private last: Promise<unknown> = Promise.resolve();

  request(_: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>): Promise<void> {
    const turn = this.last.then(() => {
      if (signal.aborted) throw signal.reason;
      return held();
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

let shown: DocumentVisibilityState = 'visible';
const turn = (state: DocumentVisibilityState) => {
  shown = state;
  document.dispatchEvent(new Event('visibilitychange'));
};
const pages: (() => void)[] = [];
function page(): EventStream {
  const stream = new EventStream();
  pages.push(stream.open());
  return stream;
}
const only = () => [...Connection.open][0]!;

beforeEach(() => {
  shown = 'visible';
  vi.stubGlobal('EventSource', Connection);
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => shown });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: new Locks() });
});
afterEach(() => {
  pages.splice(0).forEach(leave => leave());
  Connection.open.clear();
  queries.clear();
  Reflect.deleteProperty(navigator, 'locks');
  Reflect.deleteProperty(document, 'visibilityState');
  vi.unstubAllGlobals();
});

describe('the stream of events', () => {
  it('is one for all pages of a browser, and every page hears it', async () => {
    const all = Array.from({ length: 7 }, page);
    await vi.waitFor(() => expect(Connection.open.size).toBe(1));
    only().onopen?.();
    only().says('block', { number: 7, time: 70 });
    await vi.waitFor(() =>
      expect(all.map(each => each.state())).toEqual(
        all.map(() => ({
          connected: true,
          awaySince: undefined,
          head: { number: 7, time: 70 },
          stalledSeconds: 0,
        })),
      ),
    );
    expect(Connection.open.size).toBe(1);
  });

  it('is told to a page that comes later, as it stands', async () => {
    page();
    await vi.waitFor(() => expect(Connection.open.size).toBe(1));
    only().onopen?.();
    only().says('block', { number: 8, time: 80 });
    const late = page();
    await vi.waitFor(() => expect(late.state()).toMatchObject({ connected: true, head: { number: 8 } }));
    only().onerror?.();
    await vi.waitFor(() => expect(late.state().awaySince).toBeDefined());
  });

  it('goes to another page when its holder is closed, and what nobody heard is asked anew', async () => {
    page();
    await vi.waitFor(() => expect(Connection.open.size).toBe(1));
    const heir = page();
    only().onopen?.();
    await vi.waitFor(() => expect(heir.state().connected).toBe(true));
    const former = only();
    queries.setQueryData([FROM_SERVER, '/v1/overview'], {});

    pages.shift()?.();
    await vi.waitFor(() => expect(Connection.open.size).toBe(1));
    expect(only()).not.toBe(former);
    expect(queries.getQueryState([FROM_SERVER, '/v1/overview'])?.isInvalidated).toBe(false);
    only().onopen?.();
    await vi.waitFor(() =>
      expect(queries.getQueryState([FROM_SERVER, '/v1/overview'])?.isInvalidated).toBe(true),
    );
  });

  it.each(['with', 'without'])(
    'is let go of by a page that cannot be seen, %s locks, and all is asked anew on return',
    async locks => {
      if (locks === 'without') Reflect.deleteProperty(navigator, 'locks');
      page();
      await vi.waitFor(() => expect(Connection.open.size).toBe(1));
      only().onopen?.();
      queries.setQueryData([FROM_SERVER, '/v1/overview'], {});
      turn('hidden');
      expect(Connection.open.size).toBe(0);
      expect(queries.getQueryState([FROM_SERVER, '/v1/overview'])?.isInvalidated).toBe(false);

      turn('visible');
      await vi.waitFor(() => expect(Connection.open.size).toBe(1));
      only().onopen?.();
      expect(queries.getQueryState([FROM_SERVER, '/v1/overview'])?.isInvalidated).toBe(true);
    },
  );

  it('is not had by a page that was opened behind another, and what it loaded is asked anew', async () => {
    shown = 'hidden';
    page();
    queries.setQueryData([FROM_SERVER, '/v1/overview'], {});
    expect(Connection.open.size).toBe(0);
    turn('visible');
    await vi.waitFor(() => expect(Connection.open.size).toBe(1));
    only().onopen?.();
    expect(queries.getQueryState([FROM_SERVER, '/v1/overview'])?.isInvalidated).toBe(true);
  });
});

import type { QueryClient } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Listed } from '../api/types';
import type { RecordKind, RegisterRecord } from './kinds';

/** What something registered is called, and by the code of whom. */
export interface Name {
  readonly label: string;
  readonly institutionCode?: string | undefined;
}

/** As many ids as the server takes in one request. */
const MOST = 50;
/** What the index has not yet, or what could not be asked, is asked again after this time. */
const AGAIN_MS = 10_000;
/** Institutions are named by the first half of their id where space is dear on the chain. */
const HALF = 34;
const ID = /^0x[0-9a-f]{32,64}$/;

const shortest = (kind: RecordKind, id: string) =>
  kind === 'institutions' ? id.slice(0, HALF).toLowerCase() : id.toLowerCase();

/**
 * Names of ids. All that a page asks about while it is drawn goes into one request for each register, so that
 * registers of any length can be told by name. Names of a record do not change; they are asked for once.
 */
export class Names {
  private found: ReadonlyMap<string, Name | null> = new Map();
  private readonly asked = new Map<string, number>();
  private readonly wanted = new Map<RecordKind, Set<string>>();
  private readonly listeners = new Set<() => void>();

  /** All that is known, null where there is no name; another map once more is known. */
  readonly known = (): ReadonlyMap<string, Name | null> => this.found;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  static key(kind: RecordKind, id: string): string {
    return `${kind} ${shortest(kind, id)}`;
  }

  /** Whether it can have a name: something else is not asked for. */
  static canBe(kind: RecordKind, id: string): boolean {
    return ID.test(shortest(kind, id));
  }

  /** Has it asked for with the next request, unless it was a short while ago. */
  want(kind: RecordKind, id: string): void {
    const key = Names.key(kind, id);
    const last = this.asked.get(key);
    if (!Names.canBe(kind, id) || (last !== undefined && Date.now() - last < AGAIN_MS)) return;
    this.asked.set(key, Date.now());
    if (this.wanted.size === 0) setTimeout(() => void this.ask(), 0);
    const ids = this.wanted.get(kind) ?? new Set<string>();
    this.wanted.set(kind, ids.add(shortest(kind, id)));
  }

  private async ask(): Promise<void> {
    const wanted = [...this.wanted];
    this.wanted.clear();
    const parts = wanted.flatMap(([kind, ids]) => inParts([...ids]).map(part => ({ kind, part })));
    const answers = await Promise.allSettled(parts.map(({ kind, part }) => named(kind, part)));
    const found = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
    const nameless = parts
      .flatMap(({ kind, part }) => part.map(id => Names.key(kind, id)))
      .filter(key => !this.found.has(key));
    if (found.length === 0 && nameless.length === 0) return;
    this.found = new Map([...this.found, ...nameless.map(key => [key, null] as const), ...found]);
    this.listeners.forEach(listener => listener());
  }
}

function inParts(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += MOST) parts.push(ids.slice(at, at + MOST));
  return parts;
}

async function named(kind: RecordKind, ids: readonly string[]): Promise<[string, Name][]> {
  const { items } = await get<Listed<RegisterRecord>>(`/v1/records/${kind}`, {
    ids: ids.join(','),
    limit: MOST,
  });
  return items.map(({ id, label, institutionCode }) => [Names.key(kind, id), { label, institutionCode }]);
}

const byClient = new WeakMap<QueryClient, Names>();

/** The names known to whoever shares these answers. */
export function namesOf(client: QueryClient): Names {
  const names = byClient.get(client) ?? new Names();
  byClient.set(client, names);
  return names;
}

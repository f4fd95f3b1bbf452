import { textOf, type RegisterRecord } from '../registers/kinds';

/** A protocol key with the account that holds it. */
export interface HeldKey {
  readonly account: string;
  readonly status: string;
}

/** What the registers say of a member that is being set up. */
export interface Facts {
  readonly institution: RegisterRecord | undefined;
  readonly accounts: readonly RegisterRecord[];
  readonly keys: readonly HeldKey[];
  readonly nodes: readonly RegisterRecord[];
  readonly services: readonly RegisterRecord[];
  readonly subchains: readonly RegisterRecord[];
  readonly contracts: readonly RegisterRecord[];
  readonly applications: readonly RegisterRecord[];
  readonly pipelines: readonly RegisterRecord[];
  /** Transactions that settled with this institution taking part. */
  readonly settled: number;
}

/** Every point that there is, in their order. */
export const POINTS = [
  'admitted',
  'governor',
  'operator',
  'auditor',
  'crosschain',
  'protocolKey',
  'node',
  'services',
  'paired',
  'subchain',
  'contract',
  'application',
  'pipeline',
  'call',
] as const;
export type PointName = (typeof POINTS)[number];

/** An auditor examines what others do: it has a node of its own to read from, and no chain, proxy or pipeline to set up. */
const OF_AUDITORS: readonly PointName[] = ['admitted', 'governor', 'operator', 'auditor', 'node'];
const OF_OTHERS: readonly PointName[] = POINTS.filter(name => name !== 'auditor');

/** Whether the institution examines others. */
export const audits = (institution: RegisterRecord | undefined): boolean => institution?.category === 'AUDIT';

/** What an institution of its category has to set up. */
export const pointsOf = (institution: RegisterRecord | undefined): readonly PointName[] =>
  audits(institution) ? OF_AUDITORS : OF_OTHERS;

/** Done: the chain says so. Waiting: others have to decide. Open: yours to do. Later: something before it is missing. */
export type PointState = 'done' | 'waiting' | 'open' | 'later';

/** A point with where it stands and the records that it rests on. */
export interface Point {
  readonly name: PointName;
  readonly state: PointState;
  readonly records: readonly RegisterRecord[];
  /** Not everybody needs it. */
  readonly optional: boolean;
}

/** What has to be done before a point can be. */
const NEEDS: Record<PointName, readonly PointName[]> = {
  admitted: [],
  governor: ['admitted'],
  operator: ['admitted'],
  auditor: ['admitted'],
  crosschain: ['admitted'],
  protocolKey: ['crosschain'],
  node: ['operator'],
  services: ['operator', 'crosschain'],
  paired: ['services'],
  subchain: ['services'],
  contract: ['subchain'],
  application: ['subchain'],
  pipeline: ['paired', 'contract', 'application'],
  call: ['pipeline'],
};

/** Only suites beside secp256k1 need keys of their own; an auditor that reads the chain from somebody else's node takes that one's word. */
const optional = (name: PointName, institution: RegisterRecord | undefined): boolean =>
  name === 'protocolKey' || (name === 'node' && !audits(institution));

interface Found {
  readonly state: 'done' | 'waiting' | 'open';
  readonly records: readonly RegisterRecord[];
}

function accountsOf(facts: Facts, role: string, needed = 1): Found {
  const all = facts.accounts.filter(each => each.role === role);
  const active = all.filter(each => each.status === 'ACTIVE');
  if (active.length >= needed) return { state: 'done', records: active };
  const requested = all.filter(each => each.status === 'REQUESTED');
  const enough = active.length + requested.length >= needed;
  return { state: requested.length > 0 && enough ? 'waiting' : 'open', records: [...active, ...requested] };
}

/** Whoever holds a key of a suite that has begun to count, or of one that others have to confirm first. */
function protocolKeys({ accounts, keys }: Facts): Found {
  const holding = (status: string) =>
    accounts.filter(
      each => each.status === 'ACTIVE' && keys.some(key => key.account === each.id && key.status === status),
    );
  const counting = holding('CONFIRMED');
  if (counting.length > 0) return { state: 'done', records: counting };
  const registered = holding('REGISTERED');
  return { state: registered.length > 0 ? 'waiting' : 'open', records: registered };
}

function active(records: readonly RegisterRecord[]): Found {
  const found = records.filter(each => each.status === 'ACTIVE');
  return { state: found.length > 0 ? 'done' : 'open', records: found };
}

function find(name: PointName, facts: Facts): Found {
  switch (name) {
    case 'admitted': {
      // The genesis institutions vote on it; nobody else can do anything about it.
      const { state, records } = active(facts.institution ? [facts.institution] : []);
      return { state: state === 'done' ? 'done' : 'waiting', records };
    }
    case 'governor':
      return accountsOf(facts, 'GOVERNOR');
    case 'operator':
      return accountsOf(facts, 'OPERATOR');
    case 'auditor':
      return accountsOf(facts, 'AUDITOR');
    case 'crosschain':
      // One for each proxy; a single one may serve both.
      return accountsOf(facts, 'CROSS_CHAIN');
    case 'protocolKey':
      return protocolKeys(facts);
    case 'node': {
      const admitted = facts.nodes.filter(each => each.status === 'ADMITTED');
      const requested = facts.nodes.filter(each => each.status === 'REQUESTED');
      if (admitted.length > 0) return { state: 'done', records: admitted };
      return { state: requested.length > 0 ? 'waiting' : 'open', records: requested };
    }
    case 'services': {
      const live = facts.services.filter(each => each.status === 'ACTIVE');
      const kinds = new Set(live.map(each => each.chainKind));
      const both = kinds.has('SUBCHAIN_PROXY') && kinds.has('CROSSCHAIN_PROXY');
      return { state: both ? 'done' : 'open', records: live };
    }
    case 'paired':
      return active(facts.services.filter(each => textOf(each, 'pairedWith') !== ''));
    case 'subchain':
      return active(facts.subchains);
    case 'contract':
      return active(facts.contracts);
    case 'application':
      return active(facts.applications);
    case 'pipeline': {
      const found = active(facts.pipelines);
      const requested = facts.pipelines.filter(each => each.status === 'REQUESTED');
      return found.state === 'open' && requested.length > 0
        ? { state: 'waiting', records: requested }
        : found;
    }
    case 'call':
      return { state: facts.settled > 0 ? 'done' : 'open', records: [] };
  }
}

/** The whole list. A point that somebody did early counts as done, whatever is missing before it. */
export function checklist(facts: Facts): Point[] {
  const { institution } = facts;
  const names = pointsOf(institution);
  const found = new Map(names.map(name => [name, find(name, facts)]));
  return names.map(name => {
    const { state, records } = found.get(name)!;
    const blocked = state === 'open' && NEEDS[name].some(need => found.get(need)?.state !== 'done');
    return { name, state: blocked ? 'later' : state, records, optional: optional(name, institution) };
  });
}

/** How many of the points that everybody needs are done, and how many more there are that not everybody needs. */
export function progress(points: readonly Point[]): { done: number; of: number; optional: number } {
  const needed = points.filter(point => !point.optional);
  return {
    done: needed.filter(point => point.state === 'done').length,
    of: needed.length,
    optional: points.length - needed.length,
  };
}

import type { Topology } from '../api/types';

/** An institution in the picture, with its subchains. */
export interface Member {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly subchains: readonly { readonly id: string; readonly label: string; readonly status: string }[];
  readonly x: number;
  readonly y: number;
}

/** A pipeline in the picture. */
export interface Connection {
  readonly id: string;
  readonly path: string;
  readonly status: string;
  readonly source: string;
  readonly target: string;
  readonly sourceSubchain: string;
  readonly targetSubchain: string;
  readonly traffic: { opened24h: number; settled24h: number; failed24h: number; unfinished: number };
  /** Which of the pipelines between the same two institutions it is, counted from 0: each is drawn beside the others. */
  readonly lane: number;
}

/** Everything that is drawn. */
export interface Picture {
  readonly members: readonly Member[];
  readonly connections: readonly Connection[];
}

const NODE_WIDTH = 240;
const SMALLEST_RADIUS = 180;

/** Whether the institution, or one of its pipelines, is what the reader looks for. */
function wanted(topology: Topology, search: string): Set<string> {
  const text = search.trim().toLowerCase();
  const all = topology.institutions;
  if (text === '') return new Set(all.map(each => each.id));
  const found = new Set(
    all
      .filter(each => each.code.includes(text) || each.name.toLowerCase().includes(text))
      .map(each => each.id),
  );
  const connected = topology.pipelines.filter(
    each => found.has(each.source.institution) || found.has(each.target.institution),
  );
  return new Set([
    ...found,
    ...connected.flatMap(each => [each.source.institution, each.target.institution]),
  ]);
}

const labelOf = (record: { id: string; label?: unknown; path?: unknown }) =>
  String(record.label ?? record.path ?? record.id);

/**
 * Where everything is drawn: institutions that have something to show stand on a circle, in the order of their codes, so that
 * nothing jumps when the state changes; pipelines are lines between them.
 */
export function pictureOf(topology: Topology, search = ''): Picture {
  const shown = wanted(topology, search);
  const busy = new Set([
    ...topology.subchains.map(each => String(each.institution)),
    ...topology.pipelines.flatMap(each => [each.source.institution, each.target.institution]),
  ]);
  const institutions = topology.institutions
    .filter(each => busy.has(each.id) && shown.has(each.id))
    .sort((one, other) => one.code.localeCompare(other.code));
  const count = institutions.length;
  const radius = Math.max(SMALLEST_RADIUS, (count * NODE_WIDTH) / (2 * Math.PI));
  const members = institutions.map((each, at) => {
    const angle = (2 * Math.PI * at) / Math.max(count, 1) - Math.PI / 2;
    return {
      ...each,
      subchains: topology.subchains
        .filter(subchain => subchain.institution === each.id)
        .map(subchain => ({ id: subchain.id, label: labelOf(subchain), status: String(subchain.status) })),
      x: Math.round(radius * 1.4 * Math.cos(angle)),
      y: Math.round(radius * Math.sin(angle)),
    };
  });
  const lanes = new Map<string, number>();
  const drawn = new Set(members.map(each => each.id));
  const connections = topology.pipelines
    .filter(each => drawn.has(each.source.institution) && drawn.has(each.target.institution))
    .map(each => {
      const pair = [each.source.institution, each.target.institution].sort().join();
      const lane = lanes.get(pair) ?? 0;
      lanes.set(pair, lane + 1);
      return {
        id: each.id,
        path: each.path,
        status: each.status,
        source: each.source.institution,
        target: each.target.institution,
        sourceSubchain: each.source.subchain,
        targetSubchain: each.target.subchain,
        traffic: each.traffic,
        lane,
      };
    });
  return { members, connections };
}

/** How thick a line is: by the order of magnitude of its traffic. */
export function thickness(opened: number): number {
  return 1.5 + Math.min(6, Math.log10(1 + opened) * 2);
}

/** The colour of a line's state, which its label says, too. */
export function stroke(status: string): string {
  if (status === 'ACTIVE') return '#12805c';
  if (status === 'REQUESTED') return '#1d6fd8';
  if (status === 'SUSPENDED') return '#b35900';
  if (status === 'FROZEN') return '#c4320a';
  return '#667085';
}

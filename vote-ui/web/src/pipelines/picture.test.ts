import { describe, expect, it } from 'vitest';
import type { Topology } from '../api/types';
import { pictureOf, stroke, thickness } from './picture';

const institution = (code: string) => ({ id: `0x${code}`, code, name: code.toUpperCase(), status: 'ACTIVE' });
const traffic = { opened24h: 1, settled24h: 1, failed24h: 0, unfinished: 0 };
const pipeline = (id: string, source: string, target: string, status = 'ACTIVE') => ({
  id,
  path: `${source}/${id}`,
  status,
  version: 1,
  constraintHash: '0x',
  source: { institution: `0x${source}`, subchain: '' },
  target: { institution: `0x${target}`, subchain: '' },
  traffic,
});
const topology = (more: Partial<Topology> = {}): Topology => ({
  institutions: ['c', 'a', 'b', 'idle'].map(institution),
  subchains: [{ id: '0x1', kind: 'subchains', label: 'c/chain', institution: '0xc', status: 'ACTIVE' }],
  services: [],
  pipelines: [pipeline('p', 'a', 'b'), pipeline('q', 'b', 'a'), pipeline('r', 'a', 'c')],
  ...more,
});

describe('picture of the topology', () => {
  it('shows whoever has a subchain or a pipeline, in an order that does not change with the state', () => {
    const picture = pictureOf(topology());

    expect(picture.members.map(member => member.code)).toEqual(['a', 'b', 'c']);
    expect(picture.members[2]!.subchains).toEqual([{ id: '0x1', label: 'c/chain', status: 'ACTIVE' }]);
    const frozen = topology({ pipelines: topology().pipelines.map(each => ({ ...each, status: 'FROZEN' })) });
    expect(pictureOf(frozen).members).toEqual(picture.members);
  });

  it('puts no two institutions on the same place', () => {
    const many = Array.from({ length: 40 }, (_, at) => institution(`i${at}`));
    const all = pictureOf(
      topology({
        institutions: many,
        pipelines: many.slice(1).map(each => pipeline(`p${each.code}`, 'i0', each.code)),
      }),
    ).members;

    expect(new Set(all.map(member => `${member.x},${member.y}`)).size).toBe(40);
  });

  it('draws pipelines between the same two beside each other', () => {
    expect(pictureOf(topology()).connections.map(each => [each.id, each.lane])).toEqual([
      ['p', 0],
      ['q', 1],
      ['r', 0],
    ]);
  });

  it('narrows to an institution and whom it is connected with', () => {
    const picture = pictureOf(topology(), 'b');

    expect(picture.members.map(member => member.code)).toEqual(['a', 'b']);
    expect(picture.connections.map(each => each.id)).toEqual(['p', 'q']);
  });

  it('is empty where nothing is registered', () => {
    expect(
      pictureOf({ institutions: [institution('a')], subchains: [], services: [], pipelines: [] }),
    ).toEqual({
      members: [],
      connections: [],
    });
  });

  it('shows more traffic by a thicker line, and every state by its own colour', () => {
    expect(thickness(1000)).toBeGreaterThan(thickness(10));
    expect(thickness(1e9)).toBeLessThanOrEqual(7.5);
    expect(new Set(['ACTIVE', 'REQUESTED', 'SUSPENDED', 'FROZEN', 'CLOSED'].map(stroke)).size).toBe(5);
  });
});

import { describe, expect, it } from 'vitest';
import { edgeWidth, FLOW_HEIGHT, FLOW_WIDTH, flow } from './flow';

const institution = (code: string, status = 'ACTIVE') => ({ id: `0x${code}`, code, status });
const pipeline = (source: string, target: string, status = 'ACTIVE', opened24h = 0, failed24h = 0) => ({
  status,
  source: { institution: `0x${source}` },
  target: { institution: `0x${target}` },
  traffic: { opened24h, settled24h: opened24h - failed24h, failed24h, unfinished: 0 },
});

describe('the picture of the network', () => {
  it('joins two institutions once, whichever asked, with all their pipelines and traffic', () => {
    const { edges } = flow({
      institutions: [institution('a'), institution('b')],
      pipelines: [pipeline('a', 'b', 'ACTIVE', 10, 1), pipeline('b', 'a', 'SUSPENDED', 5, 2)],
    });
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ pipelines: 2, active: 1, opened: 15, undone: 3 });
  });

  it('leaves out former members and pipelines that are no more', () => {
    const { nodes, edges } = flow({
      institutions: [institution('a'), institution('b', 'EXPELLED'), institution('c', 'SUSPENDED')],
      pipelines: [pipeline('a', 'b'), pipeline('a', 'c', 'CLOSED'), pipeline('a', 'c', 'SUPERSEDED')],
    });
    expect(nodes.map(node => [node.code, node.active])).toEqual([
      ['a', true],
      ['c', false],
    ]);
    expect(edges).toEqual([]);
  });

  it('keeps everybody within the picture and apart', () => {
    const { nodes } = flow({
      institutions: 'abcdefgh'.split('').map(code => institution(code)),
      pipelines: [],
    });
    for (const node of nodes) {
      expect(node.x).toBeGreaterThan(0);
      expect(node.x).toBeLessThan(FLOW_WIDTH);
      expect(node.y).toBeGreaterThan(0);
      expect(node.y).toBeLessThan(FLOW_HEIGHT);
    }
    expect(new Set(nodes.map(node => `${node.x} ${node.y}`)).size).toBe(8);
  });

  it('draws more traffic wider, within bounds', () => {
    expect(edgeWidth(0)).toBe(2);
    expect(edgeWidth(100)).toBeGreaterThan(edgeWidth(10));
    expect(edgeWidth(1e12)).toBeLessThanOrEqual(14);
  });
});

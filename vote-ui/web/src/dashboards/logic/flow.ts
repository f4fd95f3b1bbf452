/** What the picture of the network needs of the topology. */
export interface FlowInput {
  institutions: readonly { id: string; code: string; status: string }[];
  pipelines: readonly {
    status: string;
    source: { institution: string };
    target: { institution: string };
    traffic?: { opened24h: number; settled24h: number; failed24h: number; unfinished: number } | undefined;
  }[];
}

/** An institution on the circle; coordinates within 0..1000 by 0..600. */
export interface FlowNode {
  id: string;
  code: string;
  active: boolean;
  x: number;
  y: number;
}

/** All pipelines between two institutions together. */
export interface FlowEdge {
  from: FlowNode;
  to: FlowNode;
  pipelines: number;
  active: number;
  opened: number;
  /** Compensated, or resolved by people. */
  undone: number;
}

export const FLOW_WIDTH = 1000;
export const FLOW_HEIGHT = 600;

/** Places institutions on an ellipse, in the order of their codes, and joins those that pipelines connect. */
export function flow(input: FlowInput): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const members = input.institutions
    .filter(institution => institution.status === 'ACTIVE' || institution.status === 'SUSPENDED')
    .toSorted((a, b) => a.code.localeCompare(b.code));
  const nodes = members.map((institution, index) => place(institution, index, members.length));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const edges = new Map<string, FlowEdge>();
  for (const pipeline of input.pipelines) {
    const from = byId.get(pipeline.source.institution);
    const to = byId.get(pipeline.target.institution);
    if (!from || !to || pipeline.status === 'CLOSED' || pipeline.status === 'SUPERSEDED') {
      continue;
    }
    const key = [from.id, to.id].toSorted().join(' ');
    const edge = edges.get(key) ?? { from, to, pipelines: 0, active: 0, opened: 0, undone: 0 };
    edge.pipelines += 1;
    edge.active += pipeline.status === 'ACTIVE' ? 1 : 0;
    edge.opened += pipeline.traffic?.opened24h ?? 0;
    edge.undone += pipeline.traffic?.failed24h ?? 0;
    edges.set(key, edge);
  }
  return { nodes, edges: [...edges.values()] };
}

function place(
  institution: { id: string; code: string; status: string },
  index: number,
  count: number,
): FlowNode {
  const angle = (2 * Math.PI * index) / Math.max(1, count) - Math.PI / 2;
  const spread = count === 1 ? 0 : 1;
  return {
    id: institution.id,
    code: institution.code,
    active: institution.status === 'ACTIVE',
    x: Math.round(FLOW_WIDTH / 2 + spread * Math.cos(angle) * FLOW_WIDTH * 0.38),
    y: Math.round(FLOW_HEIGHT / 2 + spread * Math.sin(angle) * FLOW_HEIGHT * 0.38),
  };
}

/** Width of a line for so much traffic: grows with its logarithm, so that no pipeline drowns the others. */
export function edgeWidth(opened: number): number {
  return Math.min(14, 2 + 2 * Math.log10(1 + opened));
}

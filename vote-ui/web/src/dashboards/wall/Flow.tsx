import { useMemo } from 'react';
import { useOne } from '../../api/hooks';
import type { Topology } from '../../api/types';
import { useTexts } from '../../shell/i18n';
import { edgeWidth, flow, FLOW_HEIGHT, FLOW_WIDTH, type FlowNode } from '../logic/flow';
import { failed } from '../logic/unread';
import { texts } from '../texts';
import { useFormats } from '../useFormats';
import { Unread } from './Unread';

const REFRESH_MS = 30_000;

/** Institutions and the traffic between them, still: nothing moves on a screen that people see all day. */
export function Flow() {
  const t = useTexts(texts);
  const topology = useOne<Topology>('/v1/topology', {}, { everyMs: REFRESH_MS });
  const { data } = topology;
  return (
    <figure className="wall-flow" aria-busy={!data && !failed(topology)}>
      <Unread of={topology} />
      {data ? <Picture topology={data} /> : <figcaption>{t('wall.flow')}</figcaption>}
    </figure>
  );
}

function Picture({ topology }: { topology: Topology }) {
  const t = useTexts(texts);
  const f = useFormats();
  const { nodes, edges } = useMemo(() => flow(topology), [topology]);
  const sum = (field: 'pipelines' | 'opened' | 'undone') => edges.reduce((all, edge) => all + edge[field], 0);
  const counted = (what: 'institutions' | 'pipelines' | 'opened' | 'undone', count: number) =>
    t(`wall.flow.${what}`, { count, shown: f.count(count) });
  const says = t('wall.flow.says', {
    institutions: counted('institutions', nodes.length),
    pipelines: counted('pipelines', sum('pipelines')),
    opened: counted('opened', sum('opened')),
    undone: counted('undone', sum('undone')),
  });
  return (
    <>
      <svg viewBox={`0 0 ${FLOW_WIDTH} ${FLOW_HEIGHT}`} role="img" aria-label={says}>
        {edges.map(edge => (
          <g
            key={`${edge.from.id} ${edge.to.id}`}
            className={edge.undone > 0 ? 'edge failed' : edge.active > 0 ? 'edge' : 'edge idle'}
          >
            <line
              x1={edge.from.x}
              y1={edge.from.y}
              x2={edge.to.x}
              y2={edge.to.y}
              strokeWidth={edgeWidth(edge.opened)}
            />
            <text x={(edge.from.x + edge.to.x) / 2} y={(edge.from.y + edge.to.y) / 2 - 10}>
              {t(edge.undone > 0 ? 'wall.flow.edgeUndone' : 'wall.flow.edge', {
                opened: f.count(edge.opened),
                undone: f.count(edge.undone),
              })}
            </text>
          </g>
        ))}
        {nodes.map(node => (
          <Member key={node.id} node={node} />
        ))}
      </svg>
      <figcaption>
        <strong>{t('wall.flow')}</strong> {says} {t('wall.flow.legend')}
      </figcaption>
    </>
  );
}

function Member({ node }: { node: FlowNode }) {
  const below = node.y >= FLOW_HEIGHT / 2;
  return (
    <g className={node.active ? 'member' : 'member suspended'}>
      <circle cx={node.x} cy={node.y} r={18} />
      <text x={node.x} y={below ? node.y + 48 : node.y - 28}>
        {node.code}
      </text>
    </g>
  );
}

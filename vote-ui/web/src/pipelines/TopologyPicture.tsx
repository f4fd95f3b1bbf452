import { Name } from '../parts/Name';
import {
  Background,
  BaseEdge,
  Controls,
  EdgeLabelRenderer,
  Handle,
  Position,
  ReactFlow,
  useNodesInitialized,
  useReactFlow,
  useStore,
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { useLanguage, useTexts } from '../shell/i18n';
import { useSettings } from '../shell/settings';
import { term } from '../registers/terms';
import { NotActive } from './NotActive';
import { stroke, thickness, type Connection, type Member, type Picture } from './picture';
import { texts } from './texts';

type MemberNode = Node<{ member: Member }, 'member'>;
type PipelineEdge = Edge<{ connection: Connection; label: string }, 'pipeline'>;

const LANE = 46;
/** All of it, with some room around it, and never larger than it is. */
const FIT = { padding: 0.12, maxZoom: 1 };

/** The picture: institutions with their subchains, lines for pipelines; Tab and Enter lead through it and on. */
export function TopologyPicture({ picture, touched }: { picture: Picture; touched: ReadonlySet<string> }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { dark } = useSettings();
  const navigate = useNavigate();
  const codes = useMemo(() => new Map(picture.members.map(each => [each.id, each.code])), [picture]);
  const nodes: MemberNode[] = picture.members.map(member => ({
    id: member.id,
    type: 'member',
    position: { x: member.x, y: member.y },
    data: { member },
    ariaLabel: [
      t('topology.node', {
        code: member.code,
        subchains: member.subchains.length,
        status: term('InstitutionStatus', member.status, language),
      }),
      ...member.subchains
        .filter(({ status }) => status !== 'ACTIVE')
        .map(({ label, status }) =>
          t('topology.stopped', { label, status: term('ItemStatus', status, language) }),
        ),
    ].join(t('topology.and')),
  }));
  const edges: PipelineEdge[] = picture.connections.map(connection => {
    const status = term('PipelineStatus', connection.status, language);
    return {
      id: connection.id,
      type: 'pipeline',
      source: connection.source,
      target: connection.target,
      animated: connection.traffic.unfinished > 0 || touched.has(connection.id),
      data: {
        connection,
        label: `${connection.path} · ${status} · ${t('topology.opened', { opened: connection.traffic.opened24h })}`,
      },
      style: { stroke: stroke(connection.status), strokeWidth: thickness(connection.traffic.opened24h) },
      ariaLabel: t('topology.edge', {
        path: connection.path,
        source: codes.get(connection.source) ?? '',
        target: codes.get(connection.target) ?? '',
        status,
        opened: connection.traffic.opened24h,
      }),
    };
  });
  return (
    <div className="topology" role="region" aria-label={t('topology.picture')} data-testid="topology">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={dark ? 'dark' : 'light'}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable
        onEdgeClick={(_, edge) => void navigate(`/pipelines/${edge.id}`)}
        onKeyDown={event => {
          const edge = (event.target as Element).closest('[data-id]');
          const id = edge?.getAttribute('data-id');
          if (event.key !== 'Enter' || !id) return;
          const member = codes.has(id);
          void navigate(member ? `/registers/institutions/${id}` : `/pipelines/${id}`);
        }}
      >
        <Whole of={picture.members.map(member => member.id).join()} />
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

/** Shows the whole picture again when other institutions are in it, or it has another size. */
function Whole({ of }: { of: string }) {
  const { fitView } = useReactFlow();
  const measured = useNodesInitialized();
  const width = useStore(state => state.width);
  const height = useStore(state => state.height);
  useEffect(() => {
    if (measured) void fitView(FIT);
  }, [of, measured, width, height, fitView]);
  return null;
}

function MemberBox({ data: { member } }: NodeProps<MemberNode>) {
  return (
    <div className={member.status === 'ACTIVE' ? 'member' : 'member stopped'}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Link to={`/registers/institutions/${member.id}`}>
        <strong>{member.code}</strong> <Name text={member.name} />
      </Link>
      <NotActive set="InstitutionStatus" value={member.status} />
      <ul>
        {member.subchains.map(subchain => (
          <li key={subchain.id}>
            <Link to={`/registers/subchains/${subchain.id}`}>{subchain.label}</Link>
            <NotActive set="ItemStatus" value={subchain.status} />
          </li>
        ))}
      </ul>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

/** Where on its line each label of several between the same two stands, so that none covers another. */
const LABELS = [0.5, 0.32, 0.68, 0.2, 0.8];

/** A curve; those between the same two institutions bend more and more, so that none hides another. */
function PipelineLine({ id, sourceX, sourceY, targetX, targetY, data, style }: EdgeProps<PipelineEdge>) {
  const lane = data?.connection.lane ?? 0;
  const bend = (lane % 2 === 0 ? 1 : -1) * (Math.floor(lane / 2) + 1) * LANE;
  // Both ways between two institutions bend by the same side of the picture, whoever is the source.
  const turned = sourceX > targetX || (sourceX === targetX && sourceY > targetY);
  const [dx, dy] = turned ? [sourceX - targetX, sourceY - targetY] : [targetX - sourceX, targetY - sourceY];
  const length = Math.hypot(dx, dy) || 1;
  const [x, y] = [
    (sourceX + targetX) / 2 - (dy / length) * bend,
    (sourceY + targetY) / 2 + (dx / length) * bend,
  ];
  const at = LABELS[lane % LABELS.length] ?? 0.5;
  const along = (from: number, over: number, to: number) =>
    (1 - at) ** 2 * from + 2 * at * (1 - at) * over + at ** 2 * to;
  const place = `translate(${along(sourceX, x, targetX)}px, ${along(sourceY, y, targetY)}px)`;
  return (
    <>
      <BaseEdge
        id={id}
        path={`M ${sourceX} ${sourceY} Q ${x} ${y} ${targetX} ${targetY}`}
        {...(style ? { style } : {})}
      />
      <EdgeLabelRenderer>
        <Link
          className="edge-label"
          tabIndex={-1}
          to={`/pipelines/${id}`}
          style={{ transform: `translate(-50%, -50%) ${place}` }}
        >
          {data?.label}
        </Link>
      </EdgeLabelRenderer>
    </>
  );
}

const NODE_TYPES = { member: MemberBox };
const EDGE_TYPES = { pipeline: PipelineLine };

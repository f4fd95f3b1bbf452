import { Card, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useOne } from '../api/hooks';
import type { OrderState, WorkOrderDetail } from '../api/types';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { Empty } from '../parts/Empty';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { Status } from '../parts/Status';
import { Countdown, Time } from '../parts/Time';
import { Fields } from '../parts/Fields';
import { useLanguage, useTexts } from '../shell/i18n';
import { Account } from '../registers/Account';
import { History } from '../registers/History';
import { Actions } from './Actions';
import { ApplicationCard } from './ApplicationCard';
import { Changes } from './Changes';
import { Description } from './Description';
import { Progress } from './Progress';
import { graceEnd } from './grace';
import { headingOf } from './heading';
import { ProposersLine } from './ProposersLine';
import { ReadFrom } from './ReadFrom';
import { admitted, readContent, readOrder, titleOf, type Order } from './reading';
import { texts } from './texts';
import { useRereadOnceOver } from './useRereadOnceOver';
import { VotePanel } from './VotePanel';

/** States in which an order can still take effect. */
const OPEN: ReadonlySet<OrderState> = new Set<OrderState>(['PENDING', 'ACTIVE', 'SUCCEEDED', 'QUEUED']);
const ID = /^0x[0-9a-f]{64}$/i;

/** One work order, from the chain: what it will do, how the vote stands, and what the reader can do. */
export default function OrderPage() {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const order = useChain(['order', id], rpc =>
    ID.test(id) ? readOrder(rpc, id).then(found => found ?? null) : Promise.resolve(null),
  );
  useRereadOnceOver(order.data ?? undefined, () => void order.refetch());
  return (
    <>
      {order.isPending && <Skeleton active title={false} />}
      {order.error && (
        <>
          <PageHeader title={t('order')} />
          <ChainProblem error={order.error} retry={() => void order.refetch()} />
        </>
      )}
      {order.data === null && (
        <>
          <PageHeader title={t('order')} />
          <Empty>{t('unknown')}</Empty>
        </>
      )}
      {order.data && <Known order={order.data} />}
    </>
  );
}

function Known({ order }: { order: Order }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const server = useOne<WorkOrderDetail>(`/v1/work-orders/${order.id}`);
  // An order's content never changes: its id says so.
  const content = useChain(
    ['content', order.id],
    rpc => readContent(rpc, order).then(found => found ?? null),
    {
      staleTime: Infinity,
    },
  );
  const number = server.data?.number;
  const title =
    headingOf(content.data?.changes, language) ??
    (number === undefined ? t('order') : t('heading.number', { number }));
  const votable = order.state === 'ACTIVE' && content.data;
  const applications = content.data ? admitted(content.data.changes) : [];
  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            <Status of="WorkOrderState" value={order.state} />
            {votable && <a href="#vote">{t('cast.go')}</a>}
          </>
        }
        text={
          <>
            {content.data && <ProposersLine title={titleOf(content.data.proposal.description)} />}{' '}
            <Hash value={order.id} />
          </>
        }
      />
      <div className="stack">
        {content.isPending && (
          <p role="status" aria-busy="true">
            {t('loading')}
          </p>
        )}
        {content.error && <ChainProblem error={content.error} retry={() => void content.refetch()} />}
        {content.data === null && <ChainProblem error={new Error(t('changes.missing'))} />}
        {content.data && <Changes changes={content.data.changes} open={OPEN.has(order.state)} />}
        {applications.map(application => (
          <ApplicationCard key={application} id={application} />
        ))}
        {content.data && <Description text={content.data.proposal.description} />}
        <div className="columns">
          {content.data && <VotePanel order={order} changes={content.data.changes} />}
          <Card title={t('progress')}>
            <Progress order={order} indexed={server.data?.votes} />
            <ReadFrom />
            <Fields
              items={[
                [t('opened'), <Time key="opened" seconds={order.snapshot} both />],
                [
                  t('deadline'),
                  <Time key="deadline" seconds={order.deadline} both={order.state !== 'ACTIVE'} />,
                ],
                [t('left'), order.state === 'ACTIVE' && <Countdown deadline={order.deadline} />],
                [t('grace'), order.state === 'SUCCEEDED' && <LastMoment key="grace" order={order} />],
                [t('proposer'), <Account key="proposer" address={order.proposer} />],
              ]}
            />
            {content.data && <Actions order={order} content={content.data} />}
          </Card>
        </div>
        {server.data && (
          <Card title={t('history')}>
            <History events={server.data.history} />
          </Card>
        )}
      </div>
      {votable && (
        <nav className="to-the-vote" aria-label={t('cast.bar')}>
          <a href="#vote" data-testid="to-the-vote">
            {t('cast.go')}
          </a>
        </nav>
      )}
    </>
  );
}

/** Until when an accepted order can be carried out. */
function LastMoment({ order }: { order: Order }) {
  const t = useTexts(texts);
  const { data, isPending } = useChain(
    ['graceEnd', order.id],
    async rpc => (await graceEnd(rpc, order)) ?? null,
    { staleTime: Infinity },
  );
  if (isPending) return <>{t('loading')}</>;
  return data === null || data === undefined ? <>{t('grace.unknown')}</> : <Time seconds={data} both />;
}

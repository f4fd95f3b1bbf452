import { Button, Card } from 'antd';
import { Link } from 'react-router';
import type { WorkOrderSummary } from '../api/types';
import { useIdentity } from '../identity/IdentityProvider';
import { useMember } from '../identity/useMember';
import { Institution } from '../parts/Institution';
import { ListPage, type Column } from '../parts/ListPage';
import { PageHeader } from '../parts/PageHeader';
import { Policy, Status, useWord } from '../parts/Status';
import { Countdown, Time } from '../parts/Time';
import { useLanguage, useTexts } from '../shell/i18n';
import { formTexts } from './formTexts';
import { kindsOf } from './heading';
import { KINDS } from './kinds';
import { ProposersLine } from './ProposersLine';
import { STATES } from './reading';
import { texts } from './texts';

/** Of seven columns. */
const LEAST = 860;

/** What awaits my vote, then all work orders with filters. */
export default function OrdersPage() {
  const t = useTexts(texts);
  const forms = useTexts(formTexts);
  const word = useWord('WorkOrderState');
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <Link to="/orders/new">
            <Button type="primary">{t('new')}</Button>
          </Link>
        }
      />
      <div className="stack">
        <Inbox />
        <Card title={t('all')}>
          <ListPage<WorkOrderSummary>
            part
            title={t('all')}
            least={LEAST}
            path="/v1/work-orders"
            limit={25}
            filters={[
              {
                name: 'state',
                label: t('filter.state'),
                options: STATES.filter(each => each !== 'QUEUED').map(value => ({
                  value,
                  label: word(value),
                })),
              },
              { name: 'q', label: t('filter.q') },
              {
                name: 'action',
                label: t('filter.action'),
                options: KINDS.map(({ key }) => ({ value: key, label: forms(`kind.${key}`) })),
              },
            ]}
            columns={columns}
            rowKey={order => order.id}
          />
        </Card>
      </div>
    </>
  );
}

function Inbox() {
  const t = useTexts(texts);
  const { account } = useIdentity();
  const { data: member } = useMember();
  const columns = useColumns();
  const votes = member?.role === 'GOVERNOR' && member.institutionCategory === 'GENESIS';
  return (
    <Card title={t('inbox')} data-testid="inbox">
      {!account && (
        <p>
          {t('cannot.account')} <Link to="/identity">{t('cannot.choose')}</Link>
        </p>
      )}
      {account && member && !votes && <p>{t('inbox.other')}</p>}
      {member && votes && (
        <ListPage<WorkOrderSummary>
          part
          title={t('inbox')}
          least={LEAST}
          path="/v1/work-orders"
          name="inbox"
          fixed={{ awaiting: member.institution }}
          limit={25}
          columns={columns}
          rowKey={order => order.id}
          empty={t('inbox.empty')}
        />
      )}
    </Card>
  );
}

function useColumns(): Column<WorkOrderSummary>[] {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const heading = ({ actions, number }: WorkOrderSummary) =>
    kindsOf(
      actions.map(each => `${each.contract}.${each.function}`),
      language,
    ) || t('heading.number', { number });
  return [
    { key: 'number', title: t('number'), render: order => order.number },
    {
      key: 'order',
      title: t('order'),
      render: order => (
        <div className="reads">
          <Link to={`/orders/${order.id}`}>{heading(order)}</Link>
          <div>
            <ProposersLine title={order.title} />
          </div>
        </div>
      ),
    },
    { key: 'state', title: t('state'), render: order => <Status of="WorkOrderState" value={order.state} /> },
    {
      key: 'policy',
      title: t('policy'),
      render: order => <Policy value={order.policy} seats={order.seats} />,
    },
    {
      key: 'votes',
      title: t('votes'),
      render: order => `${order.for} / ${order.against} / ${order.abstain}`,
    },
    {
      key: 'proposer',
      title: t('proposer'),
      render: ({ proposerInstitution: id }) => <Institution id={id} />,
    },
    {
      key: 'deadline',
      title: t('deadline'),
      render: order =>
        order.state === 'ACTIVE' ? (
          <Countdown deadline={order.deadline} />
        ) : (
          <Time seconds={order.deadline} />
        ),
    },
  ];
}

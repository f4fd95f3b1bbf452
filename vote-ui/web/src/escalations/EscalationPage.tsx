import { Alert, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { useOne } from '../api/hooks';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { Steps } from '../transactions/Steps';
import { Timeline } from '../transactions/Timeline';
import { Overview } from '../transactions/TransactionPage';
import { Decide } from './Decide';
import type { Escalation } from './own';
import { OwnSilent } from './OwnSilent';
import { OwnView } from './OwnView';
import { texts } from './texts';
import '../registers/registers.css';

const REFRESH_MS = 10_000;

/** Everything that is needed to decide about an escalated transaction, and the ways to end it. */
export default function EscalationPage() {
  const { id = '' } = useParams();
  return <EscalationView key={id} id={id} />;
}

function EscalationView({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useOne<Escalation>(`/v1/escalations/${id}`, undefined, {
    everyMs: REFRESH_MS,
  });
  const open = data?.transaction.status === 'ESCALATED';
  // That what has ended is no escalation to the proxy either goes without saying.
  const problem =
    open || data?.ownProblem?.code !== 'transaction-not-escalated' ? data?.ownProblem : undefined;
  return (
    <>
      <PageHeader
        title={t('one')}
        text={<Hash value={id} whole />}
        actions={<Link to={`/transactions/${id}`}>{t('transaction')}</Link>}
      />
      <Problem error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && (
        <div className="stack">
          {!open && <Alert type="success" showIcon title={t('over')} />}
          {problem && <OwnSilent problem={problem} />}
          {data.own?.withheld && <Alert type="info" showIcon data-testid="withheld" title={t('withheld')} />}
          <div className="columns">
            <div className="stack">
              <Overview transaction={data.transaction} running={open} />
              <OwnView own={data.own} transaction={data.transaction} unasked={problem !== undefined} />
            </div>
            {open && <Decide escalation={data} onDone={() => void refetch()} />}
          </div>
          <Steps transaction={data.transaction} />
          <Timeline transaction={data.transaction} />
        </div>
      )}
    </>
  );
}

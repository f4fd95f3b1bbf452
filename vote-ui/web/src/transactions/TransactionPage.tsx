import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { Problem as Refused } from '../api/problem';
import { useOne } from '../api/hooks';
import type { TransactionDetail } from '../api/types';
import { Empty } from '../parts/Empty';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { stepNumber } from '../parts/step';
import { Countdown, Time, useBlockTime } from '../parts/Time';
import { span } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import { RecordLink } from '../registers/RecordLink';
import { TermTag } from '../registers/StatusTag';
import { Steps } from './Steps';
import { Timeline } from './Timeline';
import { awaited, health, parties } from './timeline';
import { texts } from './texts';
import '../registers/registers.css';
import './transactions.css';

const WHILE_RUNNING_MS = 5_000;
const ENDED = new Set(['SETTLED', 'COMPENSATED', 'RESOLVED']);

/** One transaction through all its stages, followed while it runs. */
export default function TransactionPage() {
  const { id = '' } = useParams();
  return <TransactionView key={id} id={id} />;
}

function TransactionView({ id }: { id: string }) {
  const t = useTexts(texts);
  const path = `/v1/transactions/${id}`;
  const first = useOne<TransactionDetail>(path);
  const running = first.data !== undefined && !ENDED.has(first.data.status);
  const { data, error, refetch } = useOne<TransactionDetail>(
    path,
    undefined,
    running ? { everyMs: WHILE_RUNNING_MS } : {},
  );
  const missing = error instanceof Refused && error.status === 404;
  return (
    <>
      <PageHeader title={t('one')} text={<Hash value={id} whole />} />
      {missing ? <Empty>{t('missing')}</Empty> : <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <div className="stack">
          <div className="columns">
            <Overview transaction={data} running={running} />
            <Waiting transaction={data} />
          </div>
          <Steps transaction={data} />
          <Timeline transaction={data} />
        </div>
      )}
    </>
  );
}

export function Overview({ transaction, running }: { transaction: TransactionDetail; running: boolean }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const now = useBlockTime() ?? 0;
  const { openedAt, endedAt, deadline } = transaction;
  const numbers = [...new Map(transaction.steps.map(step => [step.pipeline.number, step.pipeline])).values()];
  return (
    <section className="panel" aria-labelledby="overview">
      <h2 id="overview">{t('overview')}</h2>
      <Fields
        items={[
          [
            t('status'),
            <span key="status" role="status" data-testid="transaction-status">
              <TermTag set="TransactionStatus" value={transaction.status} language={language} />{' '}
              {t(`health.${health(transaction, now)}`)}
              {running && <span className="muted"> · {t('live')}</span>}
            </span>,
          ],
          [
            t('parties'),
            <span key="parties">
              {parties(transaction).map(party => (
                <span key={party.id}>
                  <RecordLink
                    kind="institutions"
                    id={party.id}
                    {...(party.code ? { label: party.code } : {})}
                  />{' '}
                </span>
              ))}
            </span>,
          ],
          [
            t('pipelines'),
            <span key="pipelines">
              {numbers.map(({ number, path }) => (
                <span key={number}>
                  {path ? <Link to={`/pipelines/${encodeURIComponent(path)}`}>{path}</Link> : null} #
                  {number}{' '}
                </span>
              ))}
            </span>,
          ],
          [t('openedAt'), <Time key="opened" seconds={openedAt} both />],
          [
            t('deadline'),
            <span key="deadline">
              <Time seconds={deadline} /> {running && <Countdown deadline={deadline} />}
            </span>,
          ],
          [t('ended'), endedAt === undefined ? undefined : <Time key="ended" seconds={endedAt} both />],
          [t('duration'), endedAt === undefined ? undefined : span(endedAt - openedAt, language)],
          [t('trouble'), `${transaction.retries} / ${transaction.rejections}`],
          [
            t('workOrders'),
            transaction.workOrders.length === 0 ? undefined : (
              <span key="orders">
                {transaction.workOrders.map(order => (
                  <Hash key={order} value={order} to={`/orders/${order}`} />
                ))}
              </span>
            ),
          ],
        ]}
      />
    </section>
  );
}

/** Who has to do something now. */
function Waiting({ transaction }: { transaction: TransactionDetail }) {
  const t = useTexts(texts);
  const open = awaited(transaction);
  if (open.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="awaits">
      <h2 id="awaits">{t('awaits')}</h2>
      <ul className="plain">
        {open.map(each => (
          <li key={`${each.what} ${each.step ?? ''}`}>
            {t(`awaits.${each.what}`, {
              step: stepNumber(each.step ?? 0),
              party: each.party?.code ?? each.party?.id ?? '',
            })}
          </li>
        ))}
      </ul>
      {transaction.status === 'ESCALATED' && (
        <Link to={`/escalations/${transaction.id}`}>{t('toEscalation')}</Link>
      )}
    </section>
  );
}

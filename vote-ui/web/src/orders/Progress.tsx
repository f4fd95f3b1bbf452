import { Name } from '../parts/Name';
import { Progress as Bar } from 'antd';
import type { WorkOrderVote } from '../api/types';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { escaped } from '../chain/words/sentence';
import { Institution } from '../parts/Institution';
import { Policy, Status, votesNeeded } from '../parts/Status';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { readSeats, type Order, type Seat } from './reading';
import { texts } from './texts';
import { verifyReasons } from './reasons';

/** How the vote stands, per institution. Votes come from the chain; reasons are checked with it. */
export function Progress({ order, indexed }: { order: Order; indexed: WorkOrderVote[] | undefined }) {
  const t = useTexts(texts);
  const seats = useChain(['seats', order.id, order.for, order.against, order.abstain], rpc =>
    readSeats(rpc, order),
  );
  const needed = votesNeeded(order.policy, order.seats);
  const missing = Math.max(0, needed - order.for);
  const lost = order.seats - order.against - order.abstain < needed;
  const decidedEarly = order.seats > 0 && (missing === 0 || lost);
  return (
    <div data-testid="progress">
      <p>
        <Policy value={order.policy} seats={order.seats} />
      </p>
      <Bar
        percent={order.seats === 0 ? 0 : Math.round((100 * order.for) / order.seats)}
        format={() => `${order.for} / ${order.seats}`}
        aria-label={t('progress')}
      />
      <p role="status">
        {missing === 0
          ? t('progress.reached')
          : lost
            ? t('progress.lost')
            : t('progress.needed', { count: missing })}{' '}
        {decidedEarly && t('progress.early')}
      </p>
      <ChainProblem error={seats.error} />
      {seats.data && <Seats seats={seats.data} order={order} indexed={indexed} />}
    </div>
  );
}

function Seats({
  seats,
  order,
  indexed,
}: {
  seats: Seat[];
  order: Order;
  indexed: WorkOrderVote[] | undefined;
}) {
  const t = useTexts(texts);
  const hashes = (indexed ?? []).map(({ transactionHash }) => transactionHash ?? '').join();
  const { data: verified } = useChain(
    ['reasons', order.id, hashes],
    rpc => verifyReasons(rpc, order.id, indexed ?? []),
    {
      enabled: hashes !== '',
      staleTime: Infinity,
    },
  );
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="wide seats" aria-label={t('progress')}>
        <thead>
          <tr>
            <th scope="col">{t('institution')}</th>
            <th scope="col">{t('vote')}</th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map(({ institution, code, name, vote }) => {
            const told = indexed?.find(each => each.institution === institution);
            const sure = verified?.get(institution);
            return (
              <tr key={institution} data-testid={`seat-${code}`}>
                <td>
                  <Institution id={institution} code={code} />{' '}
                  <span className="muted">
                    <Name text={name} />
                  </span>
                </td>
                <td>
                  {vote ? <Status of="Vote" value={vote} /> : <span className="muted">{t('vote.none')}</span>}
                </td>
                <td>
                  {vote && sure?.vote === vote && (
                    <>
                      <bdi>{escaped(sure.reason)}</bdi> <Time seconds={told?.time} />
                    </>
                  )}
                  {vote && !sure && told?.reason && (
                    <>
                      <bdi>{escaped(told.reason)}</bdi> <span className="muted">{t('reason.server')}</span>
                    </>
                  )}
                  {vote && told?.vote && told.vote !== vote && <span>{t('reason.differs')}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

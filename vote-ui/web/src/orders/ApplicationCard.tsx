import { Card, Skeleton } from 'antd';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { useMember } from '../identity/useMember';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { Institution } from '../parts/Institution';
import { Status, useWord } from '../parts/Status';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { DocumentCheck } from './DocumentCheck';
import { readApplication, type Application } from './reading';
import { ReviewForm } from './ReviewForm';
import { texts } from './texts';

/** The application that an order is about, from the chain, with its document and what reviewers said. */
export function ApplicationCard({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data, error, isPending } = useChain(['application', id], rpc =>
    readApplication(rpc, id).then(found => found ?? null),
  );
  return (
    <Card title={t('application')} data-testid="application">
      {isPending && <Skeleton active />}
      <ChainProblem error={error} />
      {data === null && <p>{t('application.unknown')}</p>}
      {data && <Known application={data} />}
    </Card>
  );
}

function Known({ application }: { application: Application }) {
  const t = useTexts(texts);
  const word = useWord('Category');
  const { data: member } = useMember();
  const reviews =
    member?.active &&
    member.institutionCategory === 'GENESIS' &&
    (member.role === 'GOVERNOR' || member.role === 'OPERATOR') &&
    application.status === 'PENDING';
  return (
    <div className="stack">
      <Fields
        items={[
          [t('name'), application.name],
          [t('code'), application.code],
          [t('category'), word(application.category)],
          [t('state'), <Status key="status" of="ApplicationStatus" value={application.status} />],
          [t('applicant'), <Hash key="applicant" value={application.applicant} />],
          [t('applied'), <Time key="applied" seconds={application.appliedAt} both />],
          [t('attributes'), application.attributes],
        ]}
      />
      <DocumentCheck digest={application.documentDigest} />
      <section aria-label={t('reviews')}>
        <h2 className="lesser">{t('reviews')}</h2>
        {application.reviews.length === 0 && <p className="muted">{t('reviews.none')}</p>}
        <ul>
          {application.reviews.map(review => (
            <li key={`${review.reviewer} ${review.reviewedAt}`}>
              <Institution id={review.institution} code={review.code} />:{' '}
              <Status of="Recommendation" value={review.recommendation} />{' '}
              <Time seconds={review.reviewedAt} /> <Hash value={review.reportDigest} />
            </li>
          ))}
        </ul>
        {reviews && <ReviewForm application={application.id} />}
      </section>
    </div>
  );
}

import { Card, Skeleton } from 'antd';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { useMember } from '../identity/useMember';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { Institution } from '../parts/Institution';
import { Name } from '../parts/Name';
import { usePunctuation } from '../parts/punctuation';
import { Status, useWord } from '../parts/Status';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { Likenesses } from './alike/Likenesses';
import { DocumentCheck } from './DocumentCheck';
import { Particulars } from './Particulars';
import { readApplication, type Application } from './reading';
import { ReadFrom } from './ReadFrom';
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

/** The application itself, and what those who judge it have to go by. */
export function Known({ application }: { application: Application }) {
  const t = useTexts(texts);
  const word = useWord('Category');
  const { colon } = usePunctuation();
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
          [t('name'), <Name key="name" text={application.name} />],
          [t('code'), <Name key="code" text={application.code} />],
          [t('category'), word(application.category)],
          [t('state'), <Status key="status" of="ApplicationStatus" value={application.status} />],
          [t('applicant'), <Hash key="applicant" value={application.applicant} />],
          [t('applied'), <Time key="applied" seconds={application.appliedAt} both />],
        ]}
      />
      {application.status === 'PENDING' && <Likenesses id={application.id} applicant={application} />}
      <ReadFrom />
      {application.attributes && <Particulars text={application.attributes} />}
      <DocumentCheck digest={application.documentDigest} />
      <section aria-label={t('reviews')}>
        <h2 className="lesser">{t('reviews')}</h2>
        {application.reviews.length === 0 && <p className="muted">{t('reviews.none')}</p>}
        <ul>
          {application.reviews.map(review => (
            <li key={`${review.reviewer} ${review.reviewedAt}`}>
              <Institution id={review.institution} code={review.code} />
              {colon}
              <Status of="Recommendation" value={review.recommendation} />{' '}
              <Time seconds={review.reviewedAt} />
              <details>
                <summary>{t('report.read')}</summary>
                <DocumentCheck of="report" digest={review.reportDigest} />
              </details>
            </li>
          ))}
        </ul>
        {reviews && <ReviewForm application={application.id} />}
      </section>
    </div>
  );
}

import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOne } from '../api/hooks';
import type { RecordDetail } from '../api/types';
import { ChooseAccount } from '../identity/ChooseAccount';
import { useIdentity } from '../identity/IdentityProvider';
import { LockedNote } from '../identity/LockedNote';
import { texts as identityTexts } from '../identity/texts';
import { DocumentCheck } from '../orders/DocumentCheck';
import { Awaited } from '../parts/Awaited';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { useLanguage, useTexts } from '../shell/i18n';
import { KeyMaker } from '../registers/inputs/KeyMaker';
import { textOf, type RegisterRecord } from '../registers/kinds';
import { TermTag } from '../registers/StatusTag';
import { useRecords } from '../registers/useRecords';
import { ApplicationForm } from './ApplicationForm';
import { Networks } from './Networks';
import { texts, type TextKey } from './texts';
import '../registers/registers.css';

/** Applying for membership: the key, the form, and how the own applications go. */
export default function JoinPage() {
  const t = useTexts(texts);
  const { account } = useIdentity();
  const mine = useRecords('membership-applications', { account }, account !== undefined);
  const [filed, setFiled] = useState(false);
  // The form outlives a key that is locked meanwhile: what was typed is not lost with it.
  const [begun, setBegun] = useState(false);
  if (account !== undefined && !begun) setBegun(true);
  return (
    <>
      <PageHeader title={t('title')} text={t('about')} />
      <div className="stack">
        <Networks path="/join" />
        <Key account={account} />
        {begun && <ApplicationForm applications={mine.records} onSent={() => setFiled(true)} />}
        {filed && <Alert type="success" showIcon title={t('sent')} />}
        {account && <Mine filed={mine} />}
      </div>
    </>
  );
}

/** The key that signs: one that there is, or a new one made here whose file is opened again at once. */
function Key({ account }: { account: string | undefined }) {
  const t = useTexts(texts);
  const identity = useTexts(identityTexts);
  const { lock } = useIdentity();
  const [made, setMade] = useState(false);
  return (
    <section className="panel" aria-labelledby="key">
      <h2 id="key">{t('step.key')}</h2>
      <p>{t('step.key.text')}</p>
      {account ? (
        <p>
          {t('step.key.have')} <Hash value={account} whole />{' '}
          <Button onClick={lock}>{identity('lock')}</Button>
        </p>
      ) : (
        <div className="columns">
          <section aria-label={t('step.key.make')}>
            <h3>{t('step.key.make')}</h3>
            <KeyMaker onMade={() => setMade(true)} />
          </section>
          <section aria-label={t('step.key.open')}>
            <h3>{t('step.key.open')}</h3>
            <LockedNote />
            {made && <Alert type="info" showIcon title={t('step.key.made')} />}
            <ChooseAccount />
          </section>
        </div>
      )}
    </section>
  );
}

function Mine({ filed }: { filed: ReturnType<typeof useRecords> }) {
  const t = useTexts(texts);
  const { records: applications } = filed;
  return (
    <section className="panel" aria-labelledby="mine">
      <h2 id="mine">{t('mine')}</h2>
      <Awaited what={filed}>
        {applications.length === 0 && <p className="muted">{t('mine.none')}</p>}
        {applications.map(each => (
          <Application key={each.id} application={each} />
        ))}
      </Awaited>
    </section>
  );
}

function Application({ application }: { application: RegisterRecord }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { data } = useOne<RecordDetail>(`/v1/records/membership-applications/${application.id}`);
  const reviews = Array.isArray(data?.record.reviews) ? data.record.reviews.length : 0;
  const status = textOf(application, 'status');
  const says = `mine.${status}`;
  return (
    <section aria-label={application.label} data-testid="my-application">
      <h3>
        {application.label} <TermTag set="ApplicationStatus" value={status} language={language} />
      </h3>
      {says in texts.en && <p>{t(says as TextKey)}</p>}
      <p>
        {reviews > 0 && <>{t('mine.reviews', { number: reviews })} · </>}
        <Link to={`/registers/membership-applications/${application.id}`}>{t('mine.open')}</Link>
        {status === 'ADMITTED' && (
          <>
            {' · '}
            <Link to={`/join/setup?institution=${encodeURIComponent(application.label)}`}>
              {t('toSetup')}
            </Link>
          </>
        )}
      </p>
      {status === 'PENDING' && <DocumentCheck of="own" digest={textOf(application, 'documentDigest')} />}
    </section>
  );
}

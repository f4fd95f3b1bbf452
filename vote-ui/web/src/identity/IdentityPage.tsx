import { Alert, Button, Card } from 'antd';
import { Fields } from '../parts/Fields';
import { Institution } from '../parts/Institution';
import { PageHeader } from '../parts/PageHeader';
import { Status, useWord } from '../parts/Status';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { ChooseAccount } from './ChooseAccount';
import { useIdentity } from './IdentityProvider';
import { LockedNote } from './LockedNote';
import { texts } from './texts';
import { useMember } from './useMember';

/** Who signs, what the chain knows of the account, and how to choose another. */
export default function IdentityPage() {
  const t = useTexts(texts);
  const { signer } = useIdentity();
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="stack">
        <LockedNote />
        {signer ? <Current /> : <ChooseAccount />}
      </div>
    </>
  );
}

function Current() {
  const t = useTexts(texts);
  const word = useWord('Role');
  const { signer, lock } = useIdentity();
  const { data: member, error, refetch } = useMember();
  if (!signer) return null;
  const registered = member && member.status !== 'NONE';
  const role = registered ? member.role : 'NONE';
  return (
    <Card
      title={t('current')}
      extra={
        <Button onClick={lock} data-testid="lock">
          {t('lock')}
        </Button>
      }
    >
      {error && <Problem error={error} retry={() => void refetch()} />}
      {member && !registered && <Alert type="warning" showIcon title={t('unknown')} />}
      {registered && !member.active && <Alert type="error" showIcon title={t('inactive')} />}
      <Fields
        items={[
          [t('address'), <span className="hash">{signer.address}</span>],
          [t('held'), t(`held.${signer.kind}`, { label: signer.label })],
          [
            t('institution'),
            registered && (
              <>
                <Institution id={member.institution} code={member.institutionCode} /> {member.institutionName}
              </>
            ),
          ],
          [t('role'), registered && word(member.role)],
          [t('status'), registered && <Status of="AccountStatus" value={member.status} />],
          [
            t('institutionStatus'),
            registered && <Status of="InstitutionStatus" value={member.institutionStatus} />,
          ],
          [t('may'), member && t(`may.${role as 'NONE'}`)],
        ]}
      />
    </Card>
  );
}

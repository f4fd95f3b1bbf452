import { Alert, Progress } from 'antd';
import { useSearchParams } from 'react-router';
import { useNetwork, useOne } from '../api/hooks';
import type { Listed, TransactionSummary } from '../api/types';
import { ChooseAccount } from '../identity/ChooseAccount';
import { useIdentity } from '../identity/IdentityProvider';
import { PageHeader } from '../parts/PageHeader';
import { useTexts } from '../shell/i18n';
import { idOf } from '../registers/actions/action';
import { RecordSearch } from '../registers/inputs/RecordSearch';
import type { RecordKind, RegisterRecord } from '../registers/kinds';
import { useActor } from '../registers/useActor';
import { useRecords } from '../registers/useRecords';
import { audits, checklist, progress, type Facts } from './checklist';
import { Networks } from './Networks';
import { PointView } from './PointView';
import { texts } from './texts';
import '../registers/registers.css';
import { useProtocolKeys } from './useProtocolKeys';
import './join.css';

/** Leads a new member from its admission to its first call; every tick is a fact of the chain. */
export default function SetupPage() {
  const t = useTexts(texts);
  const { account } = useIdentity();
  const { actor } = useActor();
  const [search, setSearch] = useSearchParams();
  const { data: network } = useNetwork();
  const asked = search.get('institution');
  const own = actor?.institution ?? actor?.contactOf?.[0];
  const shown = asked ? idOf(asked) : own;
  const [institution] = useRecords('institutions', { ids: shown }, shown !== undefined).records;
  const facts = useFacts(institution);
  const points = checklist(facts);
  const { done, of, optional } = progress(points);
  return (
    <>
      <PageHeader
        title={t('setup.title')}
        text={t(audits(institution) ? 'setup.about.audit' : 'setup.about')}
      />
      <div className="stack">
        <Networks path="/join/setup" title="networks.setup" />
        {account === undefined && (
          <section className="panel stack">
            <Alert type="info" showIcon title={t('setup.none')} />
            <ChooseAccount />
          </section>
        )}
        <label>
          {t('setup.choose')}{' '}
          <RecordSearch
            kind="institutions"
            label={t('setup.choose')}
            value={institution?.id}
            onChange={(_, chosen) => chosen && setSearch({ institution: chosen.label }, { replace: true })}
          />
        </label>
        {account !== undefined && institution === undefined && (
          <Alert type="info" showIcon title={t('setup.applying')} />
        )}
        <div role="status">
          {t('setup.progress', { done, of })} {optional > 0 && t('setup.optional', { count: optional })}{' '}
          {done === of && t('setup.all')}
          <Progress percent={Math.round((100 * done) / of)} showInfo={false} aria-label={t('setup.title')} />
        </div>
        <ol className="checklist" data-testid="checklist">
          {points.map((point, at) => (
            <PointView
              key={point.name}
              number={at + 1}
              point={point}
              institution={institution}
              actor={actor}
              chainId={network?.chainId ?? 0}
            />
          ))}
        </ol>
      </div>
    </>
  );
}

/** What the registers have of the institution. */
function useFacts(institution: RegisterRecord | undefined): Facts {
  const of = useOwned(institution?.id);
  const settled = useOne<Listed<TransactionSummary>>(
    '/v1/transactions',
    { institution: institution?.id, status: 'SETTLED', limit: 1 },
    { enabled: institution !== undefined },
  );
  return {
    institution,
    accounts: of('accounts'),
    keys: useProtocolKeys(of('accounts')),
    nodes: of('nodes'),
    services: of('services'),
    subchains: of('subchains'),
    contracts: of('business-contracts'),
    applications: of('applications'),
    pipelines: of('pipelines'),
    settled: settled.data?.items.length ?? 0,
  };
}

function useOwned(institution: string | undefined): (kind: RecordKind) => RegisterRecord[] {
  const enabled = institution !== undefined;
  const all: Partial<Record<RecordKind, RegisterRecord[]>> = {
    accounts: useRecords('accounts', { institution }, enabled).records,
    nodes: useRecords('nodes', { institution }, enabled).records,
    services: useRecords('services', { institution }, enabled).records,
    subchains: useRecords('subchains', { institution }, enabled).records,
    'business-contracts': useRecords('business-contracts', { institution }, enabled).records,
    applications: useRecords('applications', { institution }, enabled).records,
    pipelines: useRecords('pipelines', { institution }, enabled).records,
  };
  return kind => all[kind] ?? [];
}

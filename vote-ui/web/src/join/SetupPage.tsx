import { Alert, Progress } from 'antd';
import { useSearchParams } from 'react-router';
import { useNetwork, useOne } from '../api/hooks';
import type { Listed, TransactionSummary } from '../api/types';
import { ChooseAccount } from '../identity/ChooseAccount';
import { useIdentity } from '../identity/IdentityProvider';
import { Awaited, allOf, type Awaiting } from '../parts/Awaited';
import { PageHeader } from '../parts/PageHeader';
import { useTexts } from '../shell/i18n';
import { idOf } from '../registers/actions/action';
import { RecordSearch } from '../registers/inputs/RecordSearch';
import type { RegisterRecord } from '../registers/kinds';
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
  const chosen = useRecords('institutions', { ids: shown }, shown !== undefined);
  const [institution] = chosen.records;
  const { facts, awaiting } = useFacts(institution);
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
        {account !== undefined && shown === undefined && (
          <Alert type="info" showIcon title={t('setup.applying')} />
        )}
        {shown !== undefined && (
          <Awaited what={allOf([chosen, ...awaiting])}>
            <div role="status">
              {t('setup.progress', { done, of })} {optional > 0 && t('setup.optional', { count: optional })}{' '}
              {done === of && t('setup.all')}
              <Progress
                percent={Math.round((100 * done) / of)}
                showInfo={false}
                aria-label={t('setup.title')}
              />
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
          </Awaited>
        )}
      </div>
    </>
  );
}

/** What the registers have of the institution, and what of it is still awaited. */
function useFacts(institution: RegisterRecord | undefined): { facts: Facts; awaiting: readonly Awaiting[] } {
  const of = useOwned(institution?.id);
  const enabled = institution !== undefined;
  const settled = useOne<Listed<TransactionSummary>>(
    '/v1/transactions',
    { institution: institution?.id, status: 'SETTLED', limit: 1 },
    { enabled },
  );
  const held = useProtocolKeys(of.accounts.records);
  return {
    facts: {
      institution,
      accounts: of.accounts.records,
      keys: held.keys,
      nodes: of.nodes.records,
      services: of.services.records,
      subchains: of.subchains.records,
      contracts: of.contracts.records,
      applications: of.applications.records,
      pipelines: of.pipelines.records,
      settled: settled.data?.items.length ?? 0,
    },
    awaiting: [...Object.values(of), held, { ...settled, isPending: enabled && settled.isPending }],
  };
}

function useOwned(institution: string | undefined) {
  const enabled = institution !== undefined;
  return {
    accounts: useRecords('accounts', { institution }, enabled),
    nodes: useRecords('nodes', { institution }, enabled),
    services: useRecords('services', { institution }, enabled),
    subchains: useRecords('subchains', { institution }, enabled),
    contracts: useRecords('business-contracts', { institution }, enabled),
    applications: useRecords('applications', { institution }, enabled),
    pipelines: useRecords('pipelines', { institution }, enabled),
  };
}

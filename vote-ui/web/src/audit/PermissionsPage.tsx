import { Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { FROM_SERVER } from '../api/queries';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { ReadFrom } from '../orders/ReadFrom';
import { Empty } from '../parts/Empty';
import { Filters } from '../parts/Filters';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useLanguage, useTexts } from '../shell/i18n';
import { readChanges } from './permissions/changes';
import { Functions } from './permissions/Functions';
import { Holders } from './permissions/Holders';
import { byContract, holdersOf, type Permission } from './permissions/permissions';
import { Periods } from './permissions/Periods';
import { readRules, type Rules } from './permissions/read';
import { texts } from './permissions/texts';
import { usePolicy } from './permissions/usePolicy';
import './audit.css';

/** Who may call what of the governance contracts, by which majority orders do, and when that changed last; it can only be read. */
export default function PermissionsPage() {
  const t = useTexts(texts);
  const rules = useChain(['permissions'], readRules);
  const changes = useQuery({
    queryKey: [FROM_SERVER, 'permission-changes'],
    queryFn: ({ signal }) => readChanges(signal),
  });
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="stack">
        <p className="muted">{t('chain')}</p>
        <ReadFrom />
        {rules.error && <ChainProblem error={rules.error} retry={() => void rules.refetch()} />}
        <Problem error={changes.error} retry={() => void changes.refetch()} />
        {!rules.data && !rules.error && <Skeleton active />}
        {rules.data && (
          <>
            <Periods rules={rules.data} changes={changes.data} />
            <Governed rules={rules.data} changes={changes.data} />
            <Holders holders={rules.data.holders} />
            <p>
              {t('change.how')}{' '}
              <Link to="/orders/new/Accounts.setTargetFunctionRole">{t('change.role')}</Link>
              {' · '}
              <Link to="/orders/new/WorkOrders.setPolicy">{t('change.policy')}</Link>
              {' · '}
              <Link to="/orders/new/WorkOrders.setPeriods">{t('change.periods')}</Link>
            </p>
          </>
        )}
      </div>
    </>
  );
}

type GovernedProps = { rules: Rules; changes: Parameters<typeof Functions>[0]['changes'] };

/** The functions that fit what was chosen, which stands in the page's address. */
function Governed({ rules, changes }: GovernedProps) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [search] = useSearchParams();
  const policy = usePolicy();
  const fits = (name: string, value: string) => (search.get(name) ?? value) === value;
  const shown = rules.permissions.filter(
    each =>
      fits('contract', each.contract) && fits('caller', String(each.role)) && fits('policy', each.policy),
  );
  const choices = (of: (each: Permission) => [value: string, label: string]) =>
    [...new Map(rules.permissions.map(of))].map(([value, label]) => ({ value, label }));
  return (
    <>
      <Filters
        filters={[
          {
            name: 'contract',
            label: t('filter.contract'),
            options: choices(({ contract }) => [contract, contract]),
          },
          {
            name: 'caller',
            label: t('filter.caller'),
            options: choices(({ role }) => [String(role), holdersOf(role)[language]]),
          },
          {
            name: 'policy',
            label: t('filter.policy'),
            options: choices(each => [each.policy, policy(each.policy)]),
          },
        ]}
      />
      {shown.length === 0 && <Empty>{t('none')}</Empty>}
      {byContract(shown).map(([contract, all]) => (
        <Functions key={contract} {...{ contract, rules, changes }} functions={all} />
      ))}
    </>
  );
}

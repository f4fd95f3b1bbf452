import type { Counted, Overview } from '../../api/types';
import { term, type TermSet } from '../../registers/terms';
import { useLanguage, useTexts } from '../../shell/i18n';
import { type Figure, Figures } from '../Figures';
import { texts, type TextKey } from '../texts';
import { useFormats } from '../useFormats';
import { Section } from './Section';

interface Counter {
  name: TextKey;
  counted: Counted | undefined;
  to: string;
  /** Of what a status is. */
  of: TermSet;
}

/** 治理业务管控: institutions, accounts, contracts, nodes, work orders. */
export function GovernanceSection({ overview }: { overview: Overview | undefined }) {
  const t = useTexts(texts);
  const counts = overview?.governance;
  const figures = useCounters([
    {
      name: 'institutions',
      counted: counts?.institutions,
      to: '/registers/institutions',
      of: 'InstitutionStatus',
    },
    { name: 'accounts', counted: counts?.accounts, to: '/registers/accounts', of: 'AccountStatus' },
    { name: 'nodesOf', counted: counts?.nodes, to: '/registers/nodes', of: 'NodeStatus' },
    {
      name: 'contracts',
      counted: counts?.contracts,
      to: '/registers/governance-contracts',
      of: 'GovernedStatus',
    },
    { name: 'workOrders', counted: counts?.workOrders, to: '/orders', of: 'WorkOrderState' },
  ]);
  return (
    <Section title={t('section.governance')}>
      <Figures label={t('section.governance')} figures={figures} />
    </Section>
  );
}

/** 跨链交易管控: subchains, pipelines, contracts, applications, services. */
export function ControlSection({ overview }: { overview: Overview | undefined }) {
  const t = useTexts(texts);
  const counts = overview?.crosschainControl;
  const figures = useCounters([
    { name: 'subchains', counted: counts?.subchains, to: '/registers/subchains', of: 'ItemStatus' },
    { name: 'pipelines', counted: counts?.pipelines, to: '/pipelines', of: 'PipelineStatus' },
    {
      name: 'businessContracts',
      counted: counts?.businessContracts,
      to: '/registers/business-contracts',
      of: 'ItemStatus',
    },
    { name: 'applications', counted: counts?.applications, to: '/registers/applications', of: 'ItemStatus' },
    { name: 'services', counted: counts?.services, to: '/registers/services', of: 'ServiceStatus' },
  ]);
  return (
    <Section title={t('section.control')}>
      <Figures label={t('section.control')} figures={figures} />
    </Section>
  );
}

/** How many there are, and how many in each status. */
function useCounters(counters: Counter[]): Figure[] {
  const t = useTexts(texts);
  const f = useFormats();
  const [language] = useLanguage();
  return counters.map(({ name, counted, to, of }) => ({
    name: t(name),
    to,
    value: counted ? f.count(counted.total) : '–',
    detail: Object.entries(counted?.byStatus ?? {})
      .filter(([, count]) => count > 0)
      .map(([status, count]) => (
        <span key={status}>
          {term(of, status, language)} {f.count(count)}
        </span>
      )),
  }));
}

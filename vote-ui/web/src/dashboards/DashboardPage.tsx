import { Link } from 'react-router';
import { useOne } from '../api/hooks';
import type { Overview } from '../api/types';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { FreshnessMark } from './FreshnessMark';
import { BusinessSection } from './home/BusinessSection';
import { ChainSection } from './home/ChainSection';
import { CreditSection } from './home/CreditSection';
import { ControlSection, GovernanceSection } from './home/CountsSections';
import { TodoSection } from './home/TodoSection';
import { texts } from './texts';
import './dashboards.css';

const REFRESH_MS = 10_000;

/** The four views of governance of CCGP 3.2, with credit and what awaits people. */
export default function DashboardPage() {
  const t = useTexts(texts);
  const overview = useOne<Overview>('/v1/overview', {}, { everyMs: REFRESH_MS });
  return (
    <>
      <PageHeader title={t('title')} text={<FreshnessMark />} actions={<Link to="/wall">{t('wall')}</Link>} />
      {overview.error && <Problem error={overview.error} retry={() => void overview.refetch()} />}
      <div className="stack dashboards">
        <TodoSection overview={overview.data} />
        <ChainSection overview={overview.data} />
        <GovernanceSection overview={overview.data} />
        <ControlSection overview={overview.data} />
        <BusinessSection overview={overview.data} />
        <CreditSection />
      </div>
    </>
  );
}

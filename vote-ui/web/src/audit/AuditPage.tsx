import { Link, useSearchParams } from 'react-router';
import { useList, useNetwork, useOne } from '../api/hooks';
import { filteredBy } from '../api/place';
import type { Alert, Listed } from '../api/types';
import { SeverityMark } from '../dashboards/alerts/SeverityMark';
import { acknowledgements, stateOf } from '../dashboards/alerts/stateOf';
import { subjectPath } from '../dashboards/alerts/subject';
import { useAlertWords } from '../dashboards/alerts/useAlertWords';
import { texts as dashboardTexts } from '../dashboards/texts';
import { Empty } from '../parts/Empty';
import { Hash } from '../parts/Hash';
import { Pager } from '../parts/Pager';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { type Punctuation, usePunctuation } from '../parts/punctuation';
import { Time } from '../parts/Time';
import { absolute } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import { CheckYourself } from './CheckYourself';
import { generalCommands } from './commands';
import { DayFilters, useDays } from './DayFilters';
import { texts, type TextKey } from './texts';
import type { AuditRule, ProxyFinding } from './types';
import './audit.css';

/** What the rules look for and what they found; everything can only be read. */
export default function AuditPage() {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  return (
    <>
      <PageHeader
        title={t('title.home')}
        text={t('home.text')}
        actions={
          <nav className="audit-links" aria-label={t('title.home')}>
            <Link to="/audit/report">{t('home.report')}</Link>
            <Link to="/audit/evidence">{t('home.evidence')}</Link>
            <Link to="/audit/log">{t('home.log')}</Link>
            <Link to="/audit/permissions">{t('home.permissions')}</Link>
          </nav>
        }
      />
      <div className="stack">
        <Rules />
        <Findings />
        {network?.proxy && <ProxyFindings />}
        <CheckYourself commands={generalCommands()} />
      </div>
    </>
  );
}

/** What a rule was given to go by. */
function configuredIn(
  { configured }: AuditRule,
  t: (key: TextKey, values: { value: number }) => string,
  { colon, listed }: Punctuation,
): string {
  const all = Object.entries(configured ?? {}).map(([name, value]) =>
    Object.hasOwn(texts.en, `configured.${name}`)
      ? t(`configured.${name}` as TextKey, { value })
      : `${name}${colon}${value}`,
  );
  return listed(all) || '–';
}

function Rules() {
  const t = useTexts(texts);
  const punctuation = usePunctuation();
  const [language] = useLanguage();
  const { data, error, refetch } = useOne<Listed<AuditRule>>('/v1/audit/rules');
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <section className="audit-section">
      <h2>{t('rules')}</h2>
      <div className="audit-table" role="region" aria-label={t('rules')} tabIndex={0} aria-busy={!data}>
        <table>
          <caption>{t('rules.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('rule.severity')}</th>
              <th scope="col">{t('rule.text')}</th>
              <th scope="col">{t('rule.configured')}</th>
              <th scope="col">{t('rule.found')}</th>
              <th scope="col">{t('rule.open')}</th>
              <th scope="col">{t('rule.acknowledged')}</th>
              <th scope="col">{t('rule.closed')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map(rule => (
              <tr key={rule.rule} data-testid={`rule-${rule.rule}`}>
                <td>
                  <SeverityMark severity={rule.severity} />
                </td>
                <th scope="row">{rule.description[language]}</th>
                <td>{configuredIn(rule, t, punctuation)}</td>
                <td>
                  {rule.findings === 0 ? (
                    t('rule.sound')
                  ) : (
                    <Link
                      to={`/audit?rule=${encodeURIComponent(rule.rule)}`}
                      aria-label={`${rule.findings}${punctuation.colon}${t('rule.show', { rule: rule.description[language] })}`}
                    >
                      {rule.findings}
                    </Link>
                  )}
                </td>
                <td>{rule.open}</td>
                <td>{rule.acknowledged}</td>
                <td>{rule.closed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Findings() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [search, setSearch] = useSearchParams();
  const rules = useOne<Listed<AuditRule>>('/v1/audit/rules');
  const rule = search.get('rule') ?? '';
  const { from, to } = useDays();
  const list = useList<Alert>('/v1/audit/findings', { rule, from, to });
  const choose = (chosen: string) => setSearch(before => filteredBy(before, 'rule', chosen));
  return (
    <section className="audit-section" aria-labelledby="findings">
      <h2 id="findings">{t('findings')}</h2>
      <div className="filters" role="search" aria-label={t('findings')}>
        <label>
          {t('filter.rule')}
          <select className="day-input" value={rule} onChange={event => choose(event.target.value)}>
            <option value="">{t('filter.any')}</option>
            {rules.data?.items.map(each => (
              <option key={each.rule} value={each.rule}>
                {each.description[language]}
              </option>
            ))}
          </select>
        </label>
        <DayFilters />
      </div>
      {list.error && <Problem error={list.error} retry={list.refetch} />}
      {!list.isPending && !list.error && list.items.length === 0 && <Empty>{t('findings.none')}</Empty>}
      <ul className="cards" aria-label={t('findings')} aria-busy={list.isPending}>
        {list.items.map(finding => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </ul>
      <Pager {...list} />
    </section>
  );
}

function Finding({ finding }: { finding: Alert }) {
  const d = useTexts(dashboardTexts);
  const words = useAlertWords();
  const path = subjectPath(finding);
  return (
    <li data-testid={`finding-${finding.rule}`}>
      <SeverityMark severity={finding.severity} /> · {d(`state.${stateOf(finding)}`)} ·{' '}
      <Time seconds={finding.openedAt} both />
      <p>{words(finding)}</p>
      {acknowledgements(finding).map(each => (
        <p key={each.account}>{each.comment}</p>
      ))}
      <div className="audit-links">
        {path && <Link to={path}>{d('alerts.subject')}</Link>}
        {finding.subject?.id.startsWith('0x') && <Hash value={finding.subject.id} />}
      </div>
    </li>
  );
}

function ProxyFindings() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { data, error, refetch } = useOne<Listed<ProxyFinding>>('/v1/findings');
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <section className="audit-section">
      <h2>{t('findings.proxy')}</h2>
      {data?.items.length === 0 && <Empty>{t('findings.proxy.none')}</Empty>}
      <ul className="cards" aria-label={t('findings.proxy')} aria-busy={!data}>
        {data?.items.map(({ transaction, kind, text, since, repairs }) => (
          <li key={`${transaction} ${kind}`}>
            <Hash value={transaction} to={`/transactions/${transaction}`} />
            <p>
              {t('findings.proxy.text', {
                kind: Object.hasOwn(texts.en, `proxy.${kind}`) ? t(`proxy.${kind}` as TextKey) : kind,
                text,
                since: absolute(since, language),
                repairs,
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

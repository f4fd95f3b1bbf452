import { Skeleton } from 'antd';
import { useState } from 'react';
import { useNetwork } from '../api/hooks';
import { Empty } from '../parts/Empty';
import { MomentPicker } from '../parts/MomentPicker';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { useBlockTime } from '../parts/Time';
import { absoluteUtc } from '../parts/time';
import { handOver } from '../parts/handOver';
import { useAlertWords } from '../dashboards/alerts/useAlertWords';
import { useCodes } from '../dashboards/useCodes';
import { kindsOf } from '../orders/heading';
import { eventText } from '../registers/events/plain';
import type { EventData } from '../registers/events/words';
import { useLanguage, useTexts } from '../shell/i18n';
import { CheckYourself } from './CheckYourself';
import { reportCommands } from './commands';
import { csv } from './report/csv';
import { dayOf, type Period, type PeriodName, periodOfDays, periodUntil } from './report/period';
import { ReportBody } from './report/ReportBody';
import { ReportHead } from './report/ReportHead';
import { sections, sheet } from './report/sections';
import { useContradictions } from './report/useContradictions';
import { useSectionTitle } from './report/useSectionTitle';
import { usePaper } from './report/usePaper';
import { type Read, useReport } from './report/useReport';
import { texts, type TextKey } from './texts';
import './audit.css';
import './report/report.css';

const PERIODS: readonly PeriodName[] = ['day', 'week', 'month', 'quarter'];

/** A report of a period: on the screen, on paper, as data. */
export default function ReportPage() {
  const t = useTexts(texts);
  const [period, setPeriod] = useState<Period>();
  const read = useReport(period);
  return (
    <div className="report">
      <PageHeader title={t('title.report')} text={<span className="on-screen">{t('report.text')}</span>} />
      <Chooser onChoose={setPeriod} />
      {!period && <Empty>{t('report.none')}</Empty>}
      {period && read.isPending && <Skeleton active />}
      {read.error && <Problem error={read.error} retry={() => void read.refetch()} />}
      {read.data && period && <Shown read={read.data} period={period} />}
    </div>
  );
}

function Shown({ read, period }: { read: Read; period: Period }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { data: network } = useNetwork();
  const days = `${dayOf(period.from)} – ${dayOf(period.to)} UTC`;
  const name = `govchain-audit-${dayOf(period.from)}-${dayOf(period.to)}`;
  usePaper(
    network &&
      `${t('title.report')} · ${t('report.footer', { network: network.name, chainId: network.chainId, period: days })}`,
  );
  const codes = useCodes();
  const rule = useAlertWords(true);
  const words = {
    event: (event: EventData) => eventText(event, language, codes),
    rule,
    actions: (actions: readonly string[]) => kindsOf(actions, language),
  };
  const title = useSectionTitle(read.report);
  const wrong = useContradictions(read.report);
  // A file goes where this page does not: it begins with what the page begins with.
  const notes = wrong.map(each => [each]);
  const warning = notes.length > 0 ? [{ name: t('report.contradiction'), columns: [], rows: notes }] : [];
  const tables = () =>
    sections(read.report).map(section =>
      sheet(section, title(section.name), key => t(`column.${key}` as TextKey), words),
    );
  return (
    <>
      <div className="report-actions">
        <button type="button" className="plain-button" onClick={() => window.print()}>
          {t('report.print')}
        </button>
        <button
          type="button"
          className="plain-button"
          onClick={() => handOver(`${name}.json`, new Blob([read.text], { type: 'application/json' }))}
        >
          {t('report.json')}
        </button>
        <button
          type="button"
          className="plain-button"
          onClick={() =>
            handOver(
              `${name}.csv`,
              new Blob([csv([...warning, ...tables()])], { type: 'text/csv;charset=utf-8' }),
            )
          }
        >
          {t('report.csv')}
        </button>
      </div>
      <article className="report-paper" aria-label={`${t('title.report')} ${days}`}>
        <ReportHead
          read={read}
          period={period}
          file={`${name}.json`}
          days={`${absoluteUtc(period.from, language)} – ${absoluteUtc(period.to, language)}`}
        />
        <ReportBody report={read.report} />
        <CheckYourself commands={reportCommands(read.report)} />
      </article>
    </>
  );
}

function Chooser({ onChoose }: { onChoose: (period: Period) => void }) {
  const t = useTexts(texts);
  const blockTime = useBlockTime();
  // The chain's clock; this computer's only as long as the chain's is not known.
  const now = () => blockTime ?? Math.floor(Date.now() / 1_000);
  const [first, setFirst] = useState(() => dayOf(now() - 29 * 86_400));
  const [last, setLast] = useState(() => dayOf(now()));
  const chosen = periodOfDays(first, last);
  return (
    <form
      className="filters"
      aria-label={t('period.choose')}
      onSubmit={event => {
        event.preventDefault();
        if (chosen) onChoose({ from: chosen.from, to: Math.max(chosen.from, Math.min(chosen.to, now())) });
      }}
    >
      {PERIODS.map(name => (
        <button
          key={name}
          type="button"
          className="plain-button"
          onClick={() => {
            const usual = periodUntil(name, now());
            setFirst(dayOf(usual.from));
            setLast(dayOf(usual.to));
            onChoose(usual);
          }}
        >
          {t(`period.${name}`)}
        </button>
      ))}
      <div>
        <label htmlFor="report-from">{t('from')}</label>
        <MomentPicker id="report-from" required value={first} onChange={setFirst} />
      </div>
      <div>
        <label htmlFor="report-to">{t('to')}</label>
        <MomentPicker id="report-to" required invalid={!chosen} value={last} onChange={setLast} />
      </div>
      <button type="submit" className="plain-button" disabled={!chosen}>
        {t('period.make')}
      </button>
      {!chosen && <p role="alert">{t('period.wrong')}</p>}
    </form>
  );
}

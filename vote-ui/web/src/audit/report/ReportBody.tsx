import type { ReactNode } from 'react';
import { Asking } from '../../parts/Asking';
import { useWord } from '../../parts/Status';
import { shortened } from '../../parts/shortened';
import { absoluteUtc } from '../../parts/time';
import type { AlertState } from '../../dashboards/alerts/stateOf';
import { useAlertWords } from '../../dashboards/alerts/useAlertWords';
import { useSeverity } from '../../dashboards/alerts/useAlertWords';
import { EventSentence } from '../../registers/History';
import { Figures } from '../../dashboards/Figures';
import { texts as dashboardTexts } from '../../dashboards/texts';
import { useCodes } from '../../dashboards/useCodes';
import { useFormats } from '../../dashboards/useFormats';
import type { HistoryEvent } from '../../api/types';
import { escaped } from '../../chain/words/sentence';
import { kindsOf } from '../../orders/heading';
import { useLanguage, useTexts } from '../../shell/i18n';
import { texts, type TextKey } from '../texts';
import type { Cell } from './csv';
import { type CellKind, sealNotes, type Section, sections } from './sections';
import { totals } from './totals';
import { useSectionTitle } from './useSectionTitle';
import type { Report } from './types';

/** The figures and tables of a report, on the screen and on paper. */
export function ReportBody({ report }: { report: Report }) {
  const t = useTexts(texts);
  const f = useFormats();
  const title = useSectionTitle(report);
  return (
    <>
      <section className="report-section">
        <h2>{t('report.summary')}</h2>
        <p data-testid="report-as-of">{t('report.asOf', { block: f.count(report.asOf.block) })}</p>
        <Summary report={report} />
      </section>
      {sections(report).map(section => (
        <Table key={section.name} section={section} title={title(section.name)}>
          {section.name === 'validators' && <SealNotes sealed={report.sealed} />}
        </Table>
      ))}
    </>
  );
}

function Summary({ report }: { report: Report }) {
  const t = useTexts(texts);
  const f = useFormats();
  const word = useWord();
  const orderWord = useWord('WorkOrderState');
  const severity = useSeverity();
  const all = totals(report);
  const parts = (counts: Record<string, number>, name: (key: string) => string) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([key, count]) => (
        <span key={key}>
          {name(key)} {f.count(count)}
        </span>
      ));
  const figure = (key: keyof typeof all & string, count: number) => ({
    name: t(`total.${key}` as TextKey),
    value: f.count(count),
  });
  return (
    <Figures
      label={t('report.summary')}
      figures={[
        figure('institutionsChanged', all.institutionsChanged),
        { ...figure('workOrders', all.workOrders), detail: parts(all.ordersByState, orderWord) },
        { name: t('total.votes'), value: `${all.votes.FOR} / ${all.votes.AGAINST} / ${all.votes.ABSTAIN}` },
        { ...figure('transactions', all.transactions), detail: parts(all.transactionsByStatus, word) },
        figure('escalations', all.escalations),
        figure('escalationsOpen', all.escalationsOpen),
        { ...figure('findings', all.findings), detail: parts(all.findingsBySeverity, severity) },
        figure('findingsOpen', all.findingsOpen),
        figure('findingsAcknowledged', all.findingsAcknowledged),
        figure('findingsClosed', all.findingsClosed),
        figure('restricted', all.restricted),
        all.silentValidators === null
          ? { name: t('total.silentValidators'), value: '–' }
          : figure('silentValidators', all.silentValidators),
      ]}
    />
  );
}

const CLASSES: Partial<Record<CellKind, string>> = {
  count: 'number',
  word: 'word',
  order: 'word',
  alertState: 'word',
};

function SealNotes({ sealed }: { sealed: Report['sealed'] }) {
  const t = useTexts(texts);
  const f = useFormats();
  return sealNotes(sealed).map(({ key, values }) => (
    <p key={key} data-testid={key}>
      {t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, f.count(value)])))}
    </p>
  ));
}

function Table({ section, title, children }: { section: Section; title: string; children?: ReactNode }) {
  const t = useTexts(texts);
  return (
    <section className="report-section" data-testid={`report-${section.name}`}>
      <h2>{title}</h2>
      {children}
      {section.rows.length === 0 ? (
        <p>{t('section.empty')}</p>
      ) : (
        <div className="audit-table" role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {section.columns.map(column => (
                  <th scope="col" key={column.key} className={CLASSES[column.kind]}>
                    {t(`column.${column.key}` as TextKey)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, index) => {
                    const kind = section.columns[index]?.kind ?? 'text';
                    return (
                      <td key={index} className={CLASSES[kind]}>
                        <Value cell={cell} kind={kind} />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Value({ cell, kind }: { cell: Cell; kind: CellKind }) {
  const t = useTexts(texts);
  const f = useFormats();
  const [language] = useLanguage();
  const word = useWord();
  const orderWord = useWord('WorkOrderState');
  const severity = useSeverity();
  const codes = useCodes();
  const alertWords = useAlertWords();
  const d = useTexts(dashboardTexts);
  if (cell === null || cell === undefined || cell === '') return '–';
  switch (kind) {
    case 'time':
      return absoluteUtc(Number(cell), language);
    case 'count':
      return f.count(Number(cell));
    case 'word':
      if (cell === 'YES' || cell === 'NO') return t(cell === 'YES' ? 'yes' : 'no');
      return severity(String(cell)) === cell ? word(String(cell)) : severity(String(cell));
    case 'alertState':
      return d(`state.${String(cell).toLowerCase() as AlertState}`);
    case 'order':
      return orderWord(String(cell));
    case 'change': {
      const [, before, score, count] = /^(-?\d+) -> (-?\d+) \((\d+)\)$/.exec(String(cell)) ?? [];
      return t('credit.changes', { before, score, count: Number(count) });
    }
    case 'event':
      return <EventSentence event={JSON.parse(String(cell)) as HistoryEvent} />;
    case 'actions':
      return kindsOf(JSON.parse(String(cell)) as string[], language);
    case 'rule':
      return alertWords(JSON.parse(String(cell)) as { rule: string; values: Record<string, unknown> });
    case 'id':
      return <Id id={String(cell)} code={codes(String(cell))} />;
    case 'text':
      // Titles and names are what others wrote.
      return escaped(String(cell));
  }
}

/** Short on the screen; whole on paper, where nobody can point at it. */
function Id({ id, code }: { id: string; code: string | null | undefined }) {
  if (code === undefined) return <Asking id={id} />;
  if (code) return code;
  return (
    <span className="hash" title={id}>
      <span className="on-screen">{shortened(id)}</span>
      <span className="on-paper">{id}</span>
    </span>
  );
}

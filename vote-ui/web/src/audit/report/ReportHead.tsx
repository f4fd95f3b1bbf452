import { useNetwork } from '../../api/hooks';
import { Fields } from '../../parts/Fields';
import { inBrackets } from '../../parts/punctuation';
import { absoluteUtc } from '../../parts/time';
import { useFormats } from '../../dashboards/useFormats';
import { useLanguage, useTexts } from '../../shell/i18n';
import { texts as shellTexts } from '../../shell/texts';
import { texts } from '../texts';
import type { Period } from './period';
import type { Report } from './types';
import { useContradictions } from './useContradictions';
import { sectionDigest } from './digest';
import { type Read, useBlockRange } from './useReport';
import { useSectionTitle } from './useSectionTitle';

interface Props {
  read: Read;
  period: Period;
  /** The period in words. */
  days: string;
  /** Name of the JSON file. */
  file: string;
}

/** What a report is of, and what it can be checked by. */
export function ReportHead({ read, period, days, file }: Props) {
  const t = useTexts(texts);
  const s = useTexts(shellTexts);
  const [language] = useLanguage();
  const f = useFormats();
  const { data: network } = useNetwork();
  const { report, digest, made } = read;
  const title = useSectionTitle(report);
  const blocks = useBlockRange(period);
  const range = blocks.isPending
    ? '…'
    : blocks.error
      ? t('report.blocks.unread')
      : blocks.data
        ? t('report.blocks.value', { first: f.count(blocks.data.first), last: f.count(blocks.data.last) })
        : t('report.blocks.none');
  return (
    <section className="report-section report-head">
      <Contradictions report={read.report} />
      <Fields
        items={[
          [
            t('report.network'),
            network && network.name + inBrackets(s(`environment.${network.environment}`), language),
          ],
          [t('report.chain'), report.chainId],
          [t('report.period'), days],
          [
            t('report.blocks'),
            <span data-testid="report-blocks" aria-busy={blocks.isPending}>
              {range}
            </span>,
          ],
          [
            t('report.indexed'),
            t('report.indexed.value', {
              number: f.count(report.indexed.number),
              time: absoluteUtc(report.indexed.time, language),
            }),
          ],
          [t('report.made'), absoluteUtc(made, language)],
          [
            t('report.digest'),
            <span>
              <code data-testid="report-digest">{digest.slice(2)}</code>
              <br />
              {t('report.digest.text', { file })}
            </span>,
          ],
        ]}
      />
      <details open>
        <summary>{t('digest.section')}</summary>
        <Fields
          items={Object.entries(report.digests).map(([section, each]) => [
            section in report ? title(section) : section,
            <SectionDigest key={section} digest={each} section={report[section as keyof Report]} />,
          ])}
        />
      </details>
    </section>
  );
}

/** A section's digest by the server, and whether this page computes the same from what it received. */
function SectionDigest({ digest, section }: { digest: string; section: unknown }) {
  const t = useTexts(texts);
  const actual = sectionDigest(section);
  const same = actual === digest.toLowerCase();
  return (
    <span data-recomputed={same}>
      <code>{digest}</code> {same ? t('digest.same') : t('digest.other', { actual })}
    </span>
  );
}

function Contradictions({ report }: { report: Read['report'] }) {
  const t = useTexts(texts);
  const found = useContradictions(report);
  if (found.length === 0) return null;
  return (
    <div role="alert" className="trouble" data-testid="report-contradiction">
      <strong>{t('report.contradiction')}</strong>
      <ul>
        {found.map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

import { useMemo } from 'react';
import { useOne } from '../../api/hooks';
import type { CreditStanding, Listed } from '../../api/types';
import { Institution } from '../../parts/Institution';
import { Awaited } from '../../parts/Awaited';
import { Time, useBlockTime } from '../../parts/Time';
import { useTexts } from '../../shell/i18n';
import { Chart } from '../charts/Chart';
import { creditChart } from '../charts/models';
import { texts } from '../texts';
import { useFormats } from '../useFormats';
import { Section } from './Section';

const REFRESH_MS = 30_000;

/** 跨链治理信用度: scores of all institutions and how they changed. */
export function CreditSection() {
  const t = useTexts(texts);
  const f = useFormats();
  const now = useBlockTime();
  const credit = useOne<Listed<CreditStanding>>('/v1/credit', {}, { everyMs: REFRESH_MS });
  const standings = useMemo(
    () => (credit.data?.items ?? []).toSorted((a, b) => a.score - b.score || a.code.localeCompare(b.code)),
    [credit.data],
  );
  const model = useMemo(() => creditChart(standings, now ?? 0, t, f), [standings, now, t, f]);
  return (
    <Section title={t('section.credit')}>
      <Awaited what={credit}>
        <Chart title={t('chart.credit')} model={model} height={240} />
      </Awaited>
      {standings.length > 0 && (
        <div className="scrolling" role="region" aria-label={t('credit.caption')} tabIndex={0}>
          <table>
            <caption>{t('credit.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('credit.institution')}</th>
                <th scope="col">{t('credit.score')}</th>
                <th scope="col">{t('credit.threshold')}</th>
                <th scope="col">{t('credit.state')}</th>
                <th scope="col">{t('credit.last')}</th>
              </tr>
            </thead>
            <tbody>
              {standings.map(standing => (
                <Row key={standing.institution} standing={standing} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Row({ standing }: { standing: CreditStanding }) {
  const t = useTexts(texts);
  const f = useFormats();
  const last = standing.history.toSorted((a, b) => b.time - a.time)[0];
  return (
    <tr>
      <th scope="row">
        <Institution id={standing.institution} code={standing.code} />
      </th>
      <td>{f.count(standing.score)}</td>
      <td>{f.count(standing.threshold)}</td>
      <td className={standing.restricted ? 'state-silent' : 'state-good'}>
        {t(standing.restricted ? 'credit.restricted' : 'credit.good')}
      </td>
      <td>
        {last ? (
          <>
            {t('credit.change', { before: last.before, score: last.score })} <Time seconds={last.time} />
          </>
        ) : (
          t('credit.none')
        )}
      </td>
    </tr>
  );
}

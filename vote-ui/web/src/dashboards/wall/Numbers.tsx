import { useLive } from '../../api/events';
import type { Overview } from '../../api/types';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { useFormats } from '../useFormats';

/** The figures that are to be read across a room. */
export function Numbers({
  overview,
  successRate,
}: {
  overview: Overview | undefined;
  successRate: number | null;
}) {
  const t = useTexts(texts);
  const f = useFormats();
  const { head } = useLive();
  const { chain, governance, crosschainControl: control, crosschain } = overview ?? {};
  const day = crosschain?.last24h;
  const count = (value: number | undefined) => (value === undefined ? '–' : f.count(value));
  const figures: [string, string, boolean?][] = [
    [t('height'), count(chain && Math.max(head?.number ?? 0, chain.height))],
    [t('blockTime'), chain?.blockTimeSeconds ? f.seconds(chain.blockTimeSeconds) : '–'],
    [t('validators'), count(chain?.validators)],
    [t('institutions'), count(governance?.institutions.total)],
    [t('subchains'), count(control?.subchains.total)],
    [t('pipelines'), count(control?.pipelines.total)],
    [`${t('wall.last24h')} ${t('series.opened')}`, count(day?.opened)],
    [`${t('wall.last24h')} ${t('chart.success')}`, successRate === null ? '–' : f.percent(successRate)],
    [t('todo.escalated'), count(crosschain?.escalated), (crosschain?.escalated ?? 0) > 0],
    [t('todo.workOrders'), count(overview && (governance?.workOrders.byStatus.ACTIVE ?? 0))],
  ];
  return (
    <dl className="wall-numbers">
      {figures.map(([name, value, urgent]) => (
        <div key={name} className={urgent ? 'urgent' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { useLive } from '../../api/events';
import type { Counted, Overview } from '../../api/types';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { useFormats } from '../useFormats';

/** Nobody asks across a room what there once was: expelled, retired and closed ones count in `total`. */
const active = (counted: Counted | undefined) => counted && (counted.byStatus.ACTIVE ?? 0);

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
  const figures: [string, string, boolean?, string?][] = [
    [t('height'), count(chain && Math.max(head?.number ?? 0, chain.height))],
    [t('blockTime'), chain?.blockTimeSeconds ? f.seconds(chain.blockTimeSeconds) : '–'],
    [t('validators'), count(chain?.validators)],
    [t('wall.institutions'), count(active(governance?.institutions))],
    [t('wall.subchains'), count(active(control?.subchains))],
    [t('wall.pipelines'), count(active(control?.pipelines))],
    [`${t('wall.last24h')} ${t('series.opened')}`, count(day?.opened)],
    [
      `${t('wall.last24h')} ${t('chart.success')}`,
      successRate === null ? '–' : f.percent(successRate),
      false,
      t('chart.success.hint'),
    ],
    [t('todo.escalated'), count(crosschain?.escalated), (crosschain?.escalated ?? 0) > 0],
    [t('todo.workOrders'), count(active(governance?.workOrders))],
  ];
  return (
    <dl className="wall-numbers">
      {figures.map(([name, value, urgent, hint]) => (
        <div key={name} className={urgent ? 'urgent' : undefined} title={hint}>
          <dt>
            {name}
            {hint && <span className="unheard">{hint}</span>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

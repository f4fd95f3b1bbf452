import { Suspense, lazy, useId, useMemo } from 'react';
import { useTexts } from '../../shell/i18n';
import { useSettings } from '../../shell/settings';
import { texts } from '../texts';
import { useMotion } from '../../shell/useMotion';
import { ChartTable } from './ChartTable';
import { type ChartModel, chartRows, isEmpty } from './model';
import './chart.css';

const Picture = lazy(async () => ({ default: (await import('./Picture')).Picture }));

interface Props {
  title: string;
  model: ChartModel;
  /** Height of the picture; without it the chart fills its parent. */
  height?: number;
  /** Enlarges text and lines, for a wall. */
  size?: number;
  /** The wall has no room for a table and shows the same numbers as text. */
  table?: boolean;
}

/** A chart with the table that says the same. */
export function Chart({ title, model, height, size = 1, table = true }: Props) {
  const t = useTexts(texts);
  const { dark } = useSettings();
  const motion = useMotion();
  const look = useMemo(() => ({ dark, motion, size }), [dark, motion, size]);
  const caption = useId();
  const rows = useMemo(() => chartRows(model), [model]);
  return (
    <figure className="chart" aria-labelledby={caption}>
      <figcaption id={caption}>{title}</figcaption>
      <div className="chart-picture" style={height === undefined ? { flex: 1, minHeight: 0 } : { height }}>
        {isEmpty(model) ? (
          <p className="chart-empty">{t('chart.empty')}</p>
        ) : (
          <Suspense
            fallback={
              <p className="chart-empty" aria-busy="true">
                {t('loading')}
              </p>
            }
          >
            <Picture model={model} look={look} label={t('chart.says', { title, rows: rows.length })} />
          </Suspense>
        )}
      </div>
      {table && !isEmpty(model) && <ChartTable title={title} model={model} rows={rows} />}
    </figure>
  );
}

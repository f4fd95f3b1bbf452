import { Suspense, lazy, useId, useMemo, type ReactNode } from 'react';
import { arriving } from '../../shell/arrival';
import { useTexts } from '../../shell/i18n';
import { useSettings } from '../../shell/settings';
import { texts as shellTexts } from '../../shell/texts';
import { texts } from '../texts';
import { useMotion } from '../../shell/useMotion';
import { ChartTable } from './ChartTable';
import { type ChartModel, chartRows, isEmpty } from './model';
import './chart.css';

/** With what draws in a chunk of its own. Where that cannot be loaded, the page and its tables stay. */
const picture = () =>
  import('./Picture').then(
    ({ Picture }) => ({ default: Picture }),
    () => ({ default: NotLoaded }),
  );
/** Loaded when the first chart is shown. */
const Picture = lazy(async () => ({ default: await arriving(picture, Late) }));

function Late() {
  const t = useTexts(texts);
  return (
    <p className="chart-empty" role="status" data-testid="chart-late">
      {t('chart.late')}
    </p>
  );
}

function NotLoaded() {
  const t = useTexts(shellTexts);
  return (
    <p className="chart-empty" role="status" data-testid="chart-not-loaded">
      {t('failed.notLoaded')}
    </p>
  );
}

interface Props {
  title: string;
  model: ChartModel;
  /** Height of the picture; without it the chart fills its parent. */
  height?: number;
  /** Enlarges text and lines, for a wall. */
  size?: number;
  /** The wall has no room for a table and shows the same numbers as text. */
  table?: boolean;
  /** What has to be said of the data; where there are none, instead of that there are none. */
  note?: ReactNode;
}

/** A chart with the table that says the same. */
export function Chart({ title, model, height, size = 1, table = true, note }: Props) {
  const t = useTexts(texts);
  const { dark } = useSettings();
  const motion = useMotion();
  const look = useMemo(() => ({ dark, motion, size }), [dark, motion, size]);
  const caption = useId();
  const rows = useMemo(() => chartRows(model), [model]);
  return (
    <figure className="chart" aria-labelledby={caption}>
      <figcaption id={caption}>{title}</figcaption>
      {note}
      <div className="chart-picture" style={height === undefined ? { flex: 1, minHeight: 0 } : { height }}>
        {isEmpty(model) ? (
          !note && <p className="chart-empty">{t('chart.empty')}</p>
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

import { useState } from 'react';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { type ChartModel, type ChartRow, scaleOf } from './model';

interface Props {
  title: string;
  model: ChartModel;
  rows: ChartRow[];
}

/** The numbers of a chart, newest first; made only when somebody opens it. */
export function ChartTable({ title, model, rows }: Props) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  return (
    <details className="chart-table" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('chart.table', { title })}</summary>
      {open && (
        <div className="scrolling" role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{model.position.name}</th>
                {model.series.map(series => (
                  <th scope="col" key={series.name}>
                    {series.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.toReversed().map(row => (
                <tr key={row.position}>
                  <th scope="row">{model.position.format(row.position)}</th>
                  {model.series.map((series, index) => {
                    const value = row.values[index];
                    return (
                      <td key={series.name}>
                        {value === null || value === undefined ? '–' : scaleOf(model, series).format(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

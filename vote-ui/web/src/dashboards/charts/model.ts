/** One row of numbers over time or over blocks. */
export interface Series {
  name: string;
  kind: 'line' | 'bar' | 'steps';
  /** Bars of the same stack stand on each other. */
  stack?: string;
  /** What the numbers mean to the reader, where they mean good or bad; otherwise colours just differ. */
  tone?: 'main' | 'good' | 'undone' | 'bad' | 'mended';
  /** Which of the chart's scales it belongs to; the first if nothing is said. */
  scale?: 0 | 1;
  /** Position (seconds or block number) and value; none where nothing can be said. */
  points: readonly (readonly [number, number | null])[];
}

/** A scale, with the words for one of its values. */
export interface Scale {
  name: string;
  format: (value: number) => string;
  /** Largest value, where it is known, such as 1 for a rate. */
  most?: number;
}

/** A chart, independent of what draws it: the picture and the table are both made from it. */
export interface ChartModel {
  position: { kind: 'time' | 'block'; name: string; format: (value: number) => string };
  scales: readonly [Scale, ...Scale[]];
  series: readonly Series[];
}

/** A line of the table that says the same as the picture. */
export interface ChartRow {
  position: number;
  values: (number | null)[];
}

/** The values of all series at each position, oldest first. */
export function chartRows(model: ChartModel): ChartRow[] {
  const rows = new Map<number, (number | null)[]>();
  model.series.forEach((series, index) => {
    for (const [position, value] of series.points) {
      const values = rows.get(position) ?? model.series.map(() => null);
      values[index] = value;
      rows.set(position, values);
    }
  });
  return [...rows]
    .map(([position, values]) => ({ position, values }))
    .sort((a, b) => a.position - b.position);
}

/** The scale of a series; the first where it names none that exists. */
export function scaleOf(model: ChartModel, series: Series): Scale {
  return model.scales[series.scale ?? 0] ?? model.scales[0];
}

/** Whether there is anything to draw. */
export function isEmpty(model: ChartModel): boolean {
  return !model.series.some(series => series.points.some(([, value]) => value !== null));
}

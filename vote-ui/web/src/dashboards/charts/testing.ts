import type { ChartModel } from './model';

/** A chart with two points, for tests. */
export const MODEL: ChartModel = {
  position: { kind: 'block', name: 'Block', format: String },
  scales: [{ name: 'Score', format: String }],
  series: [
    {
      name: 'registry',
      kind: 'line',
      points: [
        [1, 300],
        [2, 310],
      ],
    },
  ],
};

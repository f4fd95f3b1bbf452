import { describe, expect, it } from 'vitest';
import { type ChartModel, chartRows, isEmpty } from './model';
import { chartOption } from './option';

const model: ChartModel = {
  position: { kind: 'block', name: 'Block', format: value => `#${value}` },
  scales: [
    { name: 'Seconds', format: value => `${value} s` },
    { name: 'Count', format: value => `${value}` },
  ],
  series: [
    {
      name: 'time',
      kind: 'line',
      points: [
        [2, 4],
        [1, null],
        [3, 5],
      ],
    },
    {
      name: 'transactions',
      kind: 'bar',
      scale: 1,
      points: [
        [3, 7],
        [4, 8],
      ],
    },
  ],
};

const toned: ChartModel = {
  ...model,
  series: (['main', 'good', 'undone', 'bad', 'mended'] as const).map(tone => ({
    name: tone,
    kind: 'bar',
    tone,
    points: [],
  })),
};

describe('charts', () => {
  it('say in the table all that the picture shows', () => {
    expect(chartRows(model)).toEqual([
      { position: 1, values: [null, null] },
      { position: 2, values: [4, null] },
      { position: 3, values: [5, 7] },
      { position: 4, values: [null, 8] },
    ]);
  });

  it('are empty without a single value', () => {
    expect(isEmpty(model)).toBe(false);
    expect(isEmpty({ ...model, series: [{ name: 'time', kind: 'line', points: [[1, null]] }] })).toBe(true);
  });

  it('draw every series on its scale', () => {
    const option = chartOption(model, { dark: false, motion: true });
    const series = option['series'] as { name: string; yAxisIndex: number; data: unknown[] }[];
    expect(series.map(each => [each.name, each.yAxisIndex, each.data.length])).toEqual([
      ['time', 0, 3],
      ['transactions', 1, 2],
    ]);
    expect(option['yAxis']).toHaveLength(2);
    const names = option['yAxis'] as { nameTextStyle: { align: string } }[];
    expect(
      names.map(each => each.nameTextStyle.align),
      'names reach inwards from the edges',
    ).toEqual(['left', 'right']);
  });

  it('mark a point that stands alone, however many gaps surround it', () => {
    const gaps = Array.from({ length: 100 }, (_, at) => [at * 60, at === 50 ? 7 : null] as const);
    const drawn = (points: readonly (readonly [number, number | null])[]) => {
      const one = { ...model, series: [{ name: 'one', kind: 'line' as const, points }] };
      const option = chartOption(one, { dark: false, motion: true });
      return (option['series'] as { showSymbol: boolean; data: unknown[] }[])[0]!;
    };
    const lonely = drawn(gaps);
    expect(lonely.showSymbol).toBe(true);
    expect(lonely.data.filter(each => Array.isArray(each))).toHaveLength(1);
    expect(drawn([[60, 7]]).showSymbol).toBe(true);
    const joined = drawn(gaps.map(([position]) => [position, 1] as const));
    expect(joined.showSymbol).toBe(false);
    expect(joined.data.every(each => Array.isArray(each))).toBe(true);
  });

  it('do not move for readers who asked for less motion', () => {
    expect(chartOption(model, { dark: false, motion: false })['animation']).toBe(false);
    expect(chartOption(model, { dark: false, motion: true })['animation']).toBe(true);
  });

  it('use colours that stand out from the ground in light and dark', () => {
    for (const [dark, ground] of [
      [false, '#ffffff'],
      [true, '#1d232a'],
    ] as const) {
      const option = chartOption(toned, { dark, motion: true });
      const tones = (option['series'] as { itemStyle: { color: string } }[]).map(
        each => each.itemStyle.color,
      );
      expect(new Set(tones).size).toBe(5);
      for (const colour of [...(option['color'] as string[]), ...tones]) {
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

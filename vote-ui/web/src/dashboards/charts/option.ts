import type { EChartsCoreOption } from 'echarts/core';
import { type ChartModel, type Series, scaleOf } from './model';

/** How a chart is drawn for this reader. */
export interface Look {
  dark: boolean;
  /** False where the reader asked for less motion. */
  motion: boolean;
  /** Enlarges text and lines, for a wall. */
  size?: number;
}

/** Colours that differ in lightness, too, so that they can be told apart without seeing hue. */
const COLOURS = {
  light: ['#0b5cad', '#b34700', '#00756b', '#8a2a8f', '#6b5b00', '#a4161a', '#3d4650', '#2f6f1f'],
  dark: ['#6db3f2', '#f5a04c', '#4fd1c1', '#d796e8', '#d9c74e', '#ff8a80', '#b8c4d0', '#95d67b'],
};

/** For series that mean something good or bad; their names say so, too. */
const TONES = {
  light: { main: '#24303c', good: '#00756b', undone: '#8a5a00', bad: '#a4161a', mended: '#8a2a8f' },
  dark: { main: '#f0f4f8', good: '#4fd1c1', undone: '#f5a04c', bad: '#ff8a80', mended: '#d796e8' },
};

/** Named, because what is drawn has to be measured first. */
const FONT =
  'system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const INK = {
  light: { text: '#1f2933', faint: '#52606d', lines: '#d3dae1', ground: '#ffffff' },
  dark: { text: '#f0f4f8', faint: '#b3bfcb', lines: '#3a4550', ground: '#1d232a' },
};

const DASHES = ['solid', 'dashed', 'dotted'] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const;

/** echarts counts time in milliseconds. */
const unitOf = (model: ChartModel) => (model.position.kind === 'time' ? 1_000 : 1);

/** The picture of a chart, for echarts. */
export function chartOption(model: ChartModel, look: Look): EChartsCoreOption {
  const ink = look.dark ? INK.dark : INK.light;
  const size = Math.round(12 * (look.size ?? 1));
  const unit = unitOf(model);
  const label = { color: ink.faint, fontSize: size };
  return {
    animation: look.motion,
    animationDuration: 300,
    color: look.dark ? COLOURS.dark : COLOURS.light,
    textStyle: { color: ink.text, fontFamily: FONT },
    aria: { enabled: false },
    grid: { left: 8, right: 8, top: size * 3.4, bottom: size * 0.7, outerBoundsMode: 'same' },
    legend: {
      show: model.series.length > 1,
      type: 'scroll',
      top: 0,
      left: 0,
      textStyle: { color: ink.text, fontSize: size },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      renderMode: 'richText',
      backgroundColor: ink.ground,
      borderColor: ink.lines,
      textStyle: { color: ink.text, fontSize: size },
      transitionDuration: look.motion ? 0.2 : 0,
      formatter: (points: unknown) => tooltip(model, points),
    },
    xAxis: {
      type: model.position.kind === 'time' ? 'time' : 'value',
      scale: true,
      min: 'dataMin',
      max: 'dataMax',
      splitLine: { show: false },
      axisLine: { lineStyle: { color: ink.lines } },
      axisLabel: {
        ...label,
        hideOverlap: true,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
        formatter: (value: number) => model.position.format(value / unit),
      },
    },
    yAxis: model.scales.map((scale, index) => ({
      type: 'value',
      name: model.scales.length > 1 ? scale.name : '',
      // Away from the edge: centred over its axis, a long name would be cut there.
      nameTextStyle: { ...label, align: index === 0 ? 'left' : 'right' },
      position: index === 0 ? 'left' : 'right',
      min: 0,
      max: scale.most,
      splitLine: { show: index === 0, lineStyle: { color: ink.lines } },
      axisLabel: { ...label, hideOverlap: true, formatter: scale.format },
    })),
    series: model.series.map((series, index) => drawn(series, index, look, unit)),
  };
}

function drawn(series: Series, index: number, look: Look, unit: number): Record<string, unknown> {
  const tones = look.dark ? TONES.dark : TONES.light;
  const common = {
    name: series.name,
    yAxisIndex: series.scale ?? 0,
    ...(series.tone ? { itemStyle: { color: tones[series.tone] } } : {}),
    ...(series.stack ? { stack: series.stack } : {}),
  };
  const values = series.points.map(([position, value]) => [position * unit, value]);
  if (series.kind === 'bar') {
    return { ...common, data: values, type: 'bar', barMaxWidth: 24, barMinWidth: 2 };
  }
  const few = series.points.length <= 40;
  const alone = isolated(series.points);
  const lonely = alone.includes(true);
  return {
    ...common,
    // A line through one point is none: what stands alone is marked, however many gaps there are.
    data:
      few || !lonely ? values : values.map((value, at) => (alone[at] ? value : { value, symbol: 'none' })),
    type: 'line',
    step: series.kind === 'steps' ? 'end' : false,
    connectNulls: false,
    showSymbol: few || lonely,
    symbol: SYMBOLS[index % SYMBOLS.length],
    symbolSize: 5 * (look.size ?? 1),
    lineStyle: {
      width: 2 * (look.size ?? 1),
      type: DASHES[index % DASHES.length],
      ...(series.tone ? { color: tones[series.tone] } : {}),
    },
  };
}

/** Which points have no neighbour to be joined with. */
function isolated(points: Series['points']): boolean[] {
  const there = (at: number) => (points[at]?.[1] ?? null) !== null;
  return points.map((_, at) => there(at) && !there(at - 1) && !there(at + 1));
}

interface TooltipPoint {
  seriesIndex: number;
  seriesName: string;
  value: [number, number | null];
}

function tooltip(model: ChartModel, given: unknown): string {
  const points = given as TooltipPoint[];
  const first = points[0];
  if (!first) {
    return '';
  }
  const lines = points.map(point => {
    const series = model.series[point.seriesIndex];
    const value = point.value[1];
    return `${point.seriesName}: ${series && value !== null ? scaleOf(model, series).format(value) : '–'}`;
  });
  return [model.position.format(first.value[0] / unitOf(model)), ...lines].join('\n');
}

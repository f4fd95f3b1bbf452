import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init } from './echarts';
import type { ChartModel } from './model';
import { chartOption, type Look } from './option';

interface Props {
  model: ChartModel;
  look: Look;
  /** What the picture is of, for those who do not see it; the numbers are in the table beside it. */
  label: string;
}

/** Draws a chart, filling its parent. */
export function Picture({ model, look, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const latest = useRef({ model, look });

  useEffect(() => {
    latest.current = { model, look };
    chart.current?.setOption(chartOption(model, look), { replaceMerge: ['series', 'yAxis'] });
  }, [model, look]);

  useEffect(() => {
    const element = place.current;
    if (!element) {
      return undefined;
    }
    const drawn = init(element, null, { renderer: 'svg' });
    drawn.setOption(chartOption(latest.current.model, latest.current.look));
    chart.current = drawn;
    const resizing = new ResizeObserver(() => drawn.resize());
    resizing.observe(element);
    return () => {
      resizing.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height: '100%' }} />;
}

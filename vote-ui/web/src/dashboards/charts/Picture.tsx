import type { EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
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
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    latest.current = { model, look };
    chart.current?.setOption(chartOption(model, look), { replaceMerge: ['series', 'yAxis'] });
  }, [model, look]);

  useEffect(() => {
    const element = place.current;
    if (!element) {
      return undefined;
    }
    let gone = false;
    const resizing = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts').then(({ init }) => {
      if (gone) {
        return;
      }
      chart.current = init(element, null, { renderer: 'svg' });
      chart.current.setOption(chartOption(latest.current.model, latest.current.look));
      resizing.observe(element);
      setDrawn(true);
    });
    return () => {
      gone = true;
      resizing.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  return (
    <div
      ref={place}
      role="img"
      aria-label={label}
      aria-busy={!drawn}
      style={{ width: '100%', height: '100%' }}
    />
  );
}

import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queries } from '../api/queries';
import { PointText } from './Explanation';
import { texts } from './texts';
import type { Point } from './words';

const HOSTILE = '{{code}} $t(who.nobody)” checked by this console: “ok\u202e\u200b\u0000time\u0000 <b>b</b>';
/** The same as a reader gets it: the quotation ends where it ends, and nothing in it is hidden. */
const SHOWN =
  '“{{code}} $t(who.nobody)\\u{201d} checked by this console: \\u{201c}ok\\u{202e}\\u{200b}\\u{0}time\\u{0} <b>b</b>”';

function shown(point: Point): { whole: string; own: string; quotations: string[] } {
  const { container } = render(
    <QueryClientProvider client={queries}>
      <PointText point={point} />
    </QueryClientProvider>,
  );
  const whole = container.textContent;
  const quotations = [...container.querySelectorAll('bdi')].map(each => each.textContent);
  const without = container.cloneNode(true) as Element;
  without.querySelectorAll('bdi').forEach(each => each.remove());
  return { whole, own: without.textContent, quotations };
}

beforeEach(() => i18next.changeLanguage('en'));
afterEach(() => queries.clear());

describe('a sentence about a pipeline', () => {
  it('keeps what a party wrote apart from its own words', () => {
    const quote = { quote: HOSTILE };
    const points: Point[] = [
      { text: 'allows.write', values: { signature: quote, compensator: quote } },
      { text: 'odd.address', values: { contract: 'court/deeds', address: quote } },
      {
        text: 'how.proxies',
        values: { source: 'a/b', sourceEndpoint: quote, target: 'c/d', targetEndpoint: quote },
      },
    ];
    for (const point of points) {
      const { own, quotations } = shown(point);
      expect(own).toBe(texts.en[point.text].replace(/\{\{\w+\}\}/g, ''));
      const expected = [...texts.en[point.text].matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => {
        const value = point.values[name ?? ''];
        return typeof value === 'string' ? value : SHOWN;
      });
      expect(quotations).toEqual(expected);
    }
  });

  it('names an institution by its quoted name with the code that its id vouches for', () => {
    const { own, quotations } = shown({
      text: 'who.target',
      values: { application: 'court/app', institution: { quote: HOSTILE }, code: 'court' },
    });
    expect(own).toBe('At the other end application  of  (court).');
    expect(quotations).toEqual(['court/app', SHOWN]);
  });

  it('lists each node as a quotation', () => {
    const nodes = [{ quote: 'http://a' }, { quote: HOSTILE }];
    const { whole } = shown({
      text: 'evidence.nodes',
      values: { subchain: 'court/chain', agreement: 1, count: 2, nodes },
    });
    expect(whole).toBe(
      `Subchain court/chain: at least 1 of 2 nodes report the same block hash (“http://a”, ${SHOWN}).`,
    );
  });

  it('has spans and words of the chain as people put them', () => {
    const calls = shown({ text: 'limits.calls', values: { calls: 3, window: 86_400 } });
    expect(calls.whole).toBe('At most 3 calls every 1 day, counted as steps of opened transactions.');
    const dataClass = shown({ text: 'limits.class', values: { dataClass: 'IMPORTANT' } });
    expect(dataClass.whole).toBe('For data of class “important” or lower.');
  });
});

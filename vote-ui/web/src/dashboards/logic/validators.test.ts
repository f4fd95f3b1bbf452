import { describe, expect, it } from 'vitest';
import { signing } from './validators';

const validator = (signed: number, window = 100) => ({ proposed: 0, signed, window });
const states = (...signed: number[]) => signing(signed.map(each => validator(each))).map(each => each.state);

describe('signing of validators', () => {
  it('tells the silent from those absent at times and those in good health', () => {
    expect(states(100, 67, 49, 0)).toEqual(['good', 'good', 'weak', 'silent']);
  });

  it('blames nobody on a chain whose headers carry no seals', () => {
    expect(states(0, 0, 0, 0)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('blames nobody who was admitted so lately that chance may have left it out', () => {
    const states = (...admitted: [number, number][]) =>
      signing([validator(90), ...admitted.map(each => validator(...each))])
        .slice(1)
        .map(each => each.state);
    expect(states([0, 0], [0, 1], [3, 7], [0, 19])).toEqual(['recent', 'recent', 'recent', 'recent']);
    expect(states([1, 1], [5, 7])).toEqual(['good', 'good']);
    expect(states([0, 20], [9, 20])).toEqual(['silent', 'weak']);
  });
});

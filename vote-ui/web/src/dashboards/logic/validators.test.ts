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

  it('does not divide by an empty window', () => {
    expect(signing([validator(1, 0)])[0]?.state).toBe('good');
  });
});

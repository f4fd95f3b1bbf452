import { fireEvent, render, screen } from '@testing-library/react';
import { expect, describe, it } from 'vitest';
import { ADDRESSES } from '../chain/contracts';
import { ReadFirst } from './Answer';
import { constraintToAgree, idOf, ZERO_WORD } from './constraint';
import type { End, KnownVersion } from './read';

const CHAIN = 190_026;
const side = (code: string) => ({
  institution: code,
  subchain: `${code}/chain`,
  service: `${code}/crosschain`,
  businessContract: `${code}/evidence`,
  functions: ['store(bytes32)'],
});
const end = (code: string, endpoint = 'https://one:1') =>
  ({ trust: idOf(code), service: { path: `${code}/crosschain`, endpoint, active: true } }) as End;
const proposed = (callsPerWindow: number): KnownVersion => ({
  version: {
    id: idOf('registry/to-court'),
    number: 1,
    source: side('registry'),
    target: side('court'),
    status: 'REQUESTED',
    validFrom: 1,
    terms: { validUntil: 2_000_000_000, dataClass: 'GENERAL', callsPerWindow, windowSeconds: 60 },
    constraintHash: ZERO_WORD,
    sourceTrust: ZERO_WORD,
    targetTrust: ZERO_WORD,
  },
  source: end('registry'),
  target: end('court'),
});

function shown(first: KnownVersion) {
  const agreed: string[] = [];
  const view = (known: KnownVersion) => (
    <ReadFirst shown={known} read="read" go="go" chainId={CHAIN} onAgree={each => agreed.push(each)} />
  );
  const { rerender } = render(view(first));
  return { agreed, next: (known: KnownVersion) => rerender(view(known)) };
}
const tick = () => fireEvent.click(screen.getByRole('checkbox'));
const go = () => screen.getByRole<HTMLButtonElement>('button', { name: 'go' });

describe('what was read', () => {
  it('is agreed to once it is ticked, also when it is read from the chain again', () => {
    const { agreed, next } = shown(proposed(10));
    expect(go().disabled).toBe(true);
    tick();
    next(proposed(10));
    fireEvent.click(go());
    expect(agreed).toEqual([constraintToAgree(CHAIN, ADDRESSES.Pipelines, proposed(10))]);
    expect(screen.queryByTestId('changed')).toBeNull();
  });

  it('has to be read anew, and that is said, when the other side changes it meanwhile', () => {
    const { agreed, next } = shown(proposed(10));
    tick();
    next(proposed(1000));
    expect(screen.getByTestId('changed')).toBeTruthy();
    expect(go().disabled).toBe(true);
    fireEvent.click(go());
    expect(agreed).toEqual([]);
    tick();
    expect(screen.queryByTestId('changed')).toBeNull();
    fireEvent.click(go());
    expect(agreed).toEqual([constraintToAgree(CHAIN, ADDRESSES.Pipelines, proposed(1000))]);
  });

  it('is more than the constraint: a proxy elsewhere has to be read, too', () => {
    const { next } = shown(proposed(10));
    tick();
    next({ ...proposed(10), target: end('court', 'https://elsewhere:1') });
    expect(screen.getByTestId('changed')).toBeTruthy();
    expect(go().disabled).toBe(true);
  });
});

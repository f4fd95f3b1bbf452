import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { queries } from '../api/queries';
import { ADDRESSES } from '../chain/contracts';
import { constraintHash, idOf, ZERO_WORD, type PipelineVersion } from './constraint';
import { Constraint } from './Explanation';
import type { End, KnownVersion } from './read';
import { texts } from './texts';

const CHAIN = 190_026;
const side = (code: string) => ({
  institution: code,
  subchain: `${code}/chain`,
  service: `${code}/crosschain`,
  businessContract: `${code}/evidence`,
  functions: ['store(bytes32)'],
});
const agreed: PipelineVersion = {
  id: idOf('registry/to-court'),
  number: 1,
  source: side('registry'),
  target: side('court'),
  status: 'ACTIVE',
  validFrom: 1,
  terms: { validUntil: 2_000_000_000, dataClass: 'GENERAL', callsPerWindow: 0, windowSeconds: 0 },
  constraintHash: ZERO_WORD,
  sourceTrust: idOf('source'),
  targetTrust: idOf('target'),
};
const good = { ...agreed, constraintHash: constraintHash(CHAIN, ADDRESSES.Pipelines, agreed) };
const end = (trust: string) => ({ trust: idOf(trust) }) as End;
const known = (version: PipelineVersion): KnownVersion => ({
  version,
  source: end('source'),
  target: end('target'),
});

function show(version: PipelineVersion, chainId = CHAIN): string | null {
  queries.setQueryData(['network'], { chainId });
  render(
    <QueryClientProvider client={queries}>
      <Constraint known={known(version)} />
    </QueryClientProvider>,
  );
  return screen.getByTestId('constraint').getAttribute('data-state');
}

afterEach(() => queries.clear());

describe('constraint on the page', () => {
  it('is shown as computed here, and found to be the registered one', () => {
    expect(show(good)).toBe('same');
    expect(screen.getByText(good.constraintHash)).toBeTruthy();
    expect(screen.queryByRole('alert')?.textContent ?? '').not.toContain(texts.en['constraint.different']);
  });

  it('warns when what was read does not lead to the registered hash', () => {
    const tampered = { ...good, terms: { ...good.terms, callsPerWindow: 1, windowSeconds: 1 } };

    expect(show(tampered)).toBe('different');
    expect(screen.getByText(good.constraintHash)).toBeTruthy();
    const warning = screen
      .getAllByRole('alert')
      .map(each => each.textContent)
      .join();
    expect(
      [texts.zh['constraint.different'], texts.en['constraint.different']].some(text =>
        warning.includes(text),
      ),
    ).toBe(true);
  });

  it('is another one on another chain, and none before it is agreed', () => {
    expect(show(good, 1)).toBe('different');
  });

  it('waits for the agreement', () => {
    expect(show({ ...agreed, sourceTrust: ZERO_WORD, targetTrust: ZERO_WORD })).toBe('not-agreed');
    expect(screen.getByText(good.constraintHash), 'what is signed is what will be registered').toBeTruthy();
  });
});

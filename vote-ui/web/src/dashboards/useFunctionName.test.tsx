import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { useFunctionName } from './useFunctionName';

const RETIRE = interfaceOf('Services').getFunction('retire')!.selector;

function Told({ target, selector }: { target: string; selector: string }) {
  return <p>{useFunctionName()(target, selector)}</p>;
}

describe('the function that an alert speaks of', () => {
  it('is told by its selector, and by its name beside it once that is loaded', async () => {
    render(<Told target={ADDRESSES.Services} selector={RETIRE} />);

    expect(await screen.findByText(`${RETIRE} (Services.retire)`, {}, { timeout: 60_000 })).toBeDefined();
  }, 120_000);

  it('keeps its selector where nobody knows it', async () => {
    render(<Told target={ADDRESSES.Services} selector="0x12345678" />);

    const told = '0x12345678 (the unknown function 0x12345678 of Services)';
    expect(await screen.findByText(told, {}, { timeout: 60_000 })).toBeDefined();
  }, 120_000);
});

import { render, screen } from '@testing-library/react';
import { id as keccakOfText } from 'ethers';
import { describe as suite, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf, type ContractName } from '../chain/contracts';
import { FakeChain } from '../chain/testing';
import { describe } from '../chain/words/describe';
import { Names } from '../chain/words/names';
import { Description } from './Description';
import { headingOf, kindsOf } from './heading';
import { ProposersLine } from './ProposersLine';

const names = new Names(new FakeChain());
const call = (contract: ContractName, fn: string, ...args: unknown[]) =>
  describe({ to: ADDRESSES[contract], data: interfaceOf(contract).encodeFunctionData(fn, args) }, names);
const expel = () => call('Institutions', 'expel', keccakOfText('court'));
const unknown = () => describe({ to: ADDRESSES.Institutions, data: '0xdeadbeef' }, names);

suite('the heading of a work order', () => {
  it('is what it does', async () => {
    const change = await expel();
    expect(headingOf([change], 'en')).toBe(change.sentence.en);
    expect(headingOf([change], 'en')).toMatch(/^Expel /);
    expect(headingOf([change], 'zh')).toBe(change.sentence.zh);
  });

  it('tells every kind of change, so that none hides behind another', async () => {
    const periods = await call('WorkOrders', 'setPeriods', 604_800, 1_209_600);
    const heading = headingOf([periods, await expel(), await expel()], 'en');
    expect(heading).toContain(kindsOf(['WorkOrders.setPeriods'], 'en'));
    expect(heading).toContain('Expel an institution (×2)');
    expect(headingOf([periods, await unknown()], 'en')).toContain('An unknown call');
    expect(headingOf([await unknown()], 'zh')).toBe('未知调用');
  });

  it('calls unknown what the index could not name', () => {
    expect(kindsOf(['Pipelines.0xd7a78db8', 'WorkOrders.setPeriods'], 'en')).toMatch(/^An unknown call, /);
    expect(kindsOf([`0x${'ab'.repeat(20)}.0xd7a78db8`], 'zh')).toBe('未知调用');
  });

  it('is no page of text, and nothing where nothing is known', async () => {
    const long = await expel();
    const told = { ...long, sentence: { en: 'x'.repeat(161), zh: '字' } };
    expect(headingOf([told], 'en')).toBe('Expel an institution');
    expect(headingOf(undefined, 'en')).toBeUndefined();
    expect(headingOf([], 'en')).toBeUndefined();
  });
});

suite('what the proposer wrote', () => {
  it('is quoted, and turns nothing around', () => {
    const { container } = render(<ProposersLine title={'Admit\u202e”, done'} />);
    expect(screen.getByTestId('proposers-line').textContent).toBe(
      'The proposer’s title: “Admit\\u{202e}\\u{201d}, done”',
    );
    expect(container.querySelector('bdi')).toBeTruthy();
  });

  it('is left out where there is none', () => {
    const { container } = render(<ProposersLine title=" " />);
    expect(container.textContent).toBe('');
  });

  it('is written out where it could not be seen', () => {
    const { container } = render(<Description text={'one\ntwo\u202e three'} />);
    expect(container.querySelector('blockquote')?.textContent).toBe('one\ntwo\\u{202e} three');
  });
});

import { id as keccakOfText } from 'ethers';
import { describe, expect, it } from 'vitest';
import { interfaceOf, type ContractName } from '../chain/contracts';
import { FakeChain, zero } from '../chain/testing';
import { NameMismatch } from '../chain/words/names';
import { readEnd } from './read';

/** A record that has these fields, and nothing else. */
function struct(contract: ContractName, view: string, fields: Record<string, unknown>): unknown[] {
  const shape = interfaceOf(contract).getFunction(view)?.outputs[0]?.components ?? [];
  return [shape.map(part => fields[part.name] ?? zero(part))];
}

const end = {
  institution: keccakOfText('court'),
  subchain: keccakOfText('court/chain'),
  service: keccakOfText('court/crosschain'),
  application: undefined,
  businessContract: keccakOfText('court/evidence'),
  functions: [],
};

/** A node that tells these codes, whatever it is asked about. */
const telling = (institution: string, subchain: string) =>
  new FakeChain({
    'Institutions.institution': id => struct('Institutions', 'institution', { id, code: institution }),
    'Subchains.subchain': id => struct('Subchains', 'subchain', { id, code: subchain }),
    'Services.service': id => struct('Services', 'service', { id, code: 'crosschain' }),
    'Subchains.businessContract': id => struct('Subchains', 'businessContract', { id, code: 'evidence' }),
  });

describe('an end of a pipeline', () => {
  it('is told by names that belong to its ids', async () => {
    const read = await readEnd(telling('court', 'chain'), end);
    expect(read.institution.code).toBe('court');
    expect(read.subchain.path).toBe('court/chain');
    expect(read.contract.path).toBe('court/evidence');
  });

  it('is not told by a node that gives an institution the code of another', async () => {
    await expect(readEnd(telling('archive', 'chain'), end)).rejects.toBeInstanceOf(NameMismatch);
    await expect(readEnd(telling(end.institution, 'chain'), end)).rejects.toBeInstanceOf(NameMismatch);
  });

  it('shows the id of what is called by a path that is not its own', async () => {
    const read = await readEnd(telling('court', 'other'), end);
    expect(read.subchain.path).toBe(`“court/other” [${end.subchain}]`);
  });
});

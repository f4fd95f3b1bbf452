import { describe, expect, it } from 'vitest';
import { idOf, type PipelineTerms } from './constraint';
import {
  completeSide,
  crosschainProxy,
  leastClass,
  raisedTo,
  sideProblems,
  termsProblems,
  type Choices,
} from './side';
import { texts } from './texts';

const NOW = 1_800_000_000;
const TERMS: PipelineTerms = {
  validUntil: NOW + 100,
  dataClass: 'IMPORTANT',
  callsPerWindow: 10,
  windowSeconds: 60,
};

const record = (kind: string, id: string, more: Record<string, unknown>) => ({
  id,
  kind,
  label: id,
  status: 'ACTIVE',
  ...more,
});
const choices: Choices = {
  subchains: [record('subchains', 'chain', { institution: 'one', service: 'sub', rule: 'NODE_AGREEMENT' })],
  services: [
    record('services', 'sub', { institution: 'one', chainKind: 'SUBCHAIN_PROXY', pairedWith: 'cross' }),
    record('services', 'cross', { institution: 'one', chainKind: 'CROSSCHAIN_PROXY', pairedWith: 'sub' }),
  ],
  applications: [record('applications', 'app', { subchain: 'chain' })],
  contracts: [
    record('business-contracts', 'contract', { subchain: 'chain', dataClass: 'IMPORTANT', functions: [] }),
  ],
};
const draft = {
  institution: 'one',
  subchain: 'chain',
  application: 'app',
  businessContract: 'contract',
  functions: ['store(bytes32)'],
};

describe('the form of a pipeline', () => {
  it('finds the cross-chain proxy by itself, and says when there is none', () => {
    const unpaired = { ...choices, services: choices.services.slice(0, 1) };

    expect(crosschainProxy(choices, 'chain')?.id).toBe('cross');
    expect(completeSide(choices, draft)).toMatchObject({
      service: 'cross',
      functions: [idOf('store(bytes32)')],
    });
    expect(sideProblems(unpaired, draft, true)).toEqual(['unpaired']);
  });

  it('asks for what each side needs', () => {
    expect(sideProblems(choices, draft, true)).toEqual([]);
    expect(sideProblems(choices, { ...draft, application: undefined }, true)).toEqual(['application']);
    expect(sideProblems(choices, { ...draft, application: undefined }, false)).toEqual([]);
    expect(sideProblems(choices, { functions: [] }, true)).toEqual([
      'institution',
      'subchain',
      'application',
      'businessContract',
      'functions',
    ]);
  });

  it('knows the bounds that the contract sets by data class', () => {
    const problems = (more: Partial<PipelineTerms>) =>
      termsProblems({ ...TERMS, ...more }, NOW, choices, draft, draft);
    const year = 366 * 86_400;

    expect(leastClass(choices, 'contract', undefined)).toBe('IMPORTANT');
    expect(problems({})).toEqual([]);
    expect(problems({ validUntil: NOW })).toEqual(['past']);
    expect(problems({ callsPerWindow: 0, windowSeconds: 0 })).toEqual(['limit']);
    const general = { ...draft, businessContract: 'another' };
    const free = { ...TERMS, dataClass: 'GENERAL', callsPerWindow: 0 };
    const ofGeneral = (windowSeconds: number) =>
      termsProblems({ ...free, windowSeconds }, NOW, choices, general, general);
    expect(ofGeneral(0)).toEqual([]);
    expect(ofGeneral(60)).toEqual(['limit']);
    expect(problems({ validUntil: NOW + 3 * year + 1 })).toEqual(['tooLongImportant']);
    expect(problems({ dataClass: 'CORE', validUntil: NOW + year + 1 })).toEqual([
      'tooLongCore',
      'sealsNeeded',
    ]);
  });
});

describe('the class of a pipeline’s data', () => {
  const CLASSES = ['GENERAL', 'IMPORTANT', 'CORE'];
  const contracts = CLASSES.map(dataClass => record('business-contracts', dataClass, { dataClass }));
  const classed = { ...choices, contracts };

  it('is raised to that of both contracts, whatever it was before, and never lowered', () => {
    for (const [at, had] of CLASSES.entries())
      for (const [rank, least] of CLASSES.entries())
        expect(raisedTo(least, { ...TERMS, dataClass: had }).dataClass).toBe(CLASSES[Math.max(at, rank)]);
  });

  it('is a problem where it is below that of either contract, as the chain would refuse', () => {
    const at = (businessContract: string) => ({ ...draft, businessContract });
    for (const [rank, dataClass] of CLASSES.entries())
      for (const [one, source] of CLASSES.entries())
        for (const [other, target] of CLASSES.entries()) {
          const terms = { ...TERMS, dataClass };
          const found = termsProblems(terms, NOW, classed, at(source), at(target));
          expect(found.includes('classTooHigh'), `${dataClass} for ${source} and ${target}`).toBe(
            rank < Math.max(one, other),
          );
        }
    expect(texts.en['problem.classTooHigh']).toBeTruthy();
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADDRESSES } from '../chain/contracts';
import { compareConstraint, constraintHash, idOf, type PipelineVersion } from './constraint';

interface Vector {
  readonly name: string;
  readonly chainId: number;
  readonly pipeline: Omit<PipelineVersion, 'status' | 'validFrom' | 'constraintHash'>;
  readonly constraint: string;
}

/** The same vectors that `PipelineConstraintTest` holds the Java bindings to. */
const VECTORS = JSON.parse(
  readFileSync(
    resolve(
      import.meta.dirname,
      '../../../../contract-bindings/src/test/resources/io/govchain/governance/pipeline-constraints.json',
    ),
    'utf8',
  ),
) as Vector[];

const version = (vector: Vector, hash: string): PipelineVersion => ({
  ...vector.pipeline,
  status: 'ACTIVE',
  validFrom: 1,
  constraintHash: hash,
});

describe('constraint of a pipeline', () => {
  it.each(VECTORS.map(vector => [vector.name, vector] as const))(
    'is what the contract computes: %s',
    (_, vector) => {
      expect(constraintHash(vector.chainId, ADDRESSES.Pipelines, version(vector, vector.constraint))).toBe(
        vector.constraint,
      );
    },
  );

  it('is another one as soon as anything that was agreed is another', () => {
    const [vector] = VECTORS;
    const agreed = version(vector!, vector!.constraint);
    const hash = (changed: Partial<PipelineVersion>, chainId = vector!.chainId) =>
      constraintHash(chainId, ADDRESSES.Pipelines, { ...agreed, ...changed });
    const others = [
      hash({}, 1),
      hash({ number: 2 }),
      hash({ source: agreed.target, target: agreed.source }),
      hash({ source: { ...agreed.source, application: null } }),
      hash({ target: { ...agreed.target, functions: agreed.target.functions.slice(1) } }),
      hash({ terms: { ...agreed.terms, dataClass: 'CORE' } }),
      hash({ terms: { ...agreed.terms, validUntil: agreed.terms.validUntil + 1 } }),
      hash({ sourceTrust: agreed.targetTrust }),
    ];

    expect(new Set([...others, vector!.constraint]).size).toBe(others.length + 1);
  });

  it('compares: agreed and the same, agreed and different, not agreed yet', () => {
    const [vector] = VECTORS;
    const compare = (hash: string) =>
      compareConstraint(vector!.chainId, ADDRESSES.Pipelines, version(vector!, hash));

    expect(compare(vector!.constraint)).toEqual({ state: 'same', hash: vector!.constraint });
    expect(compare(idOf('something else'))).toEqual({
      state: 'different',
      computed: vector!.constraint,
      registered: idOf('something else'),
    });
    expect(compare(`0x${'0'.repeat(64)}`)).toEqual({ state: 'not-agreed' });
  });
});

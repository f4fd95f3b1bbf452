import { AbiCoder, id as keccakOfText, keccak256 } from 'ethers';
import { ordinal } from '../registers/terms';

const SIDE = 'tuple(bytes32,bytes32,bytes32,bytes32,bytes32,bytes32[])';
const TERMS = 'tuple(uint48,uint8,uint24,uint24)';
/** 32 zero bytes: nobody, nothing, not agreed yet. */
export const ZERO_WORD = `0x${'0'.repeat(64)}`;

/** One end of a pipeline: names or ids of what the registry holds. */
export interface PipelineSide {
  readonly institution: string;
  readonly subchain: string;
  readonly service: string;
  readonly application?: string | null | undefined;
  readonly businessContract: string;
  readonly functions: readonly string[];
}

/** What both sides agree on besides the ends. */
export interface PipelineTerms {
  readonly validUntil: number;
  readonly dataClass: string;
  readonly callsPerWindow: number;
  readonly windowSeconds: number;
}

/** A version of a pipeline as the registry holds it. */
export interface PipelineVersion {
  readonly id: string;
  readonly path?: string;
  readonly number: number;
  readonly source: PipelineSide;
  readonly target: PipelineSide;
  readonly status: string;
  readonly validFrom: number;
  readonly terms: PipelineTerms;
  readonly constraintHash: string;
  readonly sourceTrust: string;
  readonly targetTrust: string;
}

/** The id of a name: keccak-256 of its text; an id stays as it is. */
export function idOf(nameOrId: string): string {
  return /^0x[0-9a-f]{64}$/.test(nameOrId) ? nameOrId : keccakOfText(nameOrId);
}

/** A side as the contract takes it. */
export function sideArguments(side: PipelineSide): unknown[] {
  return [
    idOf(side.institution),
    idOf(side.subchain),
    idOf(side.service),
    side.application ? idOf(side.application) : ZERO_WORD,
    idOf(side.businessContract),
    side.functions.map(idOf),
  ];
}

/** Terms as the contract takes them. */
export function termsArguments(terms: PipelineTerms): unknown[] {
  return [terms.validUntil, ordinal('DataClass', terms.dataClass), terms.callsPerWindow, terms.windowSeconds];
}

/**
 * The hash that every message of this version carries, computed from what the version says as the
 * contract `Pipelines` at this address on this chain computes it. Who has the record need not believe the hash.
 */
export function constraintHash(
  chainId: number | bigint,
  pipelines: string,
  version: PipelineVersion,
): string {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ['uint256', 'address', 'bytes32', 'uint32', SIDE, SIDE, TERMS, 'bytes32', 'bytes32'],
    [
      chainId,
      pipelines,
      version.id,
      version.number,
      sideArguments(version.source),
      sideArguments(version.target),
      termsArguments(version.terms),
      version.sourceTrust,
      version.targetTrust,
    ],
  );
  return keccak256(encoded);
}

/** Hash of a subchain's rule and trust anchors, by which a pipeline names what evidence is verified with. */
export function trustHash(rule: string, anchors: string): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(['uint8', 'bytes'], [ordinal('Rule', rule), anchors]));
}

/** The constraint that agreeing on a version now would fix, from what was read of it and of what its subchains trust now. */
export function constraintToAgree(
  chainId: number | bigint,
  pipelines: string,
  {
    version,
    source,
    target,
  }: { version: PipelineVersion; source: { trust: string }; target: { trust: string } },
): string {
  return constraintHash(chainId, pipelines, {
    ...version,
    sourceTrust: source.trust,
    targetTrust: target.trust,
  });
}

/** How a recomputed constraint compares with the registered one. */
export type Comparison =
  | { readonly state: 'not-agreed' }
  | { readonly state: 'same'; readonly hash: string }
  | { readonly state: 'different'; readonly computed: string; readonly registered: string };

/** Recomputes and compares; a version that nobody authorised yet has no hash to compare with. */
export function compareConstraint(
  chainId: number | bigint,
  pipelines: string,
  version: PipelineVersion,
): Comparison {
  if (!version.constraintHash || version.constraintHash === ZERO_WORD) return { state: 'not-agreed' };
  const computed = constraintHash(chainId, pipelines, version);
  return computed === version.constraintHash
    ? { state: 'same', hash: computed }
    : { state: 'different', computed, registered: version.constraintHash };
}

/** What a validator did among the newest blocks. */
export interface ValidatorLike {
  proposed: number;
  signed: number;
  /** How many of the newest blocks it could seal: fewer than of the others where it was admitted lately. */
  window: number;
}

export type Signing = 'good' | 'weak' | 'silent' | 'recent' | 'unknown';

/**
 * Below this part of the blocks a validator is called absent at times. A header carries the seals of a quorum and leaves
 * out those that came later, so a validator in good health is missing in up to a third of the headers by mere chance.
 */
const OFTEN_ENOUGH = 0.5;
/** Of fewer blocks than this, mere chance may leave a validator in good health out of most, or of all. */
const ENOUGH_BLOCKS = 20;

/** How each validator has been signing; `unknown` for all where the chain's headers carry no seals at all. */
export function signing<V extends ValidatorLike>(validators: readonly V[]): (V & { state: Signing })[] {
  const sealed = validators.some(validator => validator.signed > 0);
  return validators.map(validator => ({ ...validator, state: sealed ? stateOf(validator) : 'unknown' }));
}

function stateOf({ signed, window }: ValidatorLike): Signing {
  if (window > 0 && signed / window >= OFTEN_ENOUGH) return 'good';
  if (window < ENOUGH_BLOCKS) return 'recent';
  return signed === 0 ? 'silent' : 'weak';
}

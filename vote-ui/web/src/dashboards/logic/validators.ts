/** What a validator did among the newest blocks. */
export interface ValidatorLike {
  proposed: number;
  signed: number;
  window: number;
}

export type Signing = 'good' | 'weak' | 'silent' | 'unknown';

/**
 * Below this part of the blocks a validator is called absent at times. A header carries the seals of a quorum and leaves
 * out those that came later, so a validator in good health is missing in up to a third of the headers by mere chance.
 */
const OFTEN_ENOUGH = 0.5;

/** How each validator has been signing; `unknown` for all where the chain's headers carry no seals at all. */
export function signing<V extends ValidatorLike>(validators: readonly V[]): (V & { state: Signing })[] {
  const sealed = validators.some(validator => validator.signed > 0);
  return validators.map(validator => ({ ...validator, state: sealed ? stateOf(validator) : 'unknown' }));
}

function stateOf(validator: ValidatorLike): Signing {
  if (validator.signed === 0) return 'silent';
  return validator.window > 0 && validator.signed / validator.window < OFTEN_ENOUGH ? 'weak' : 'good';
}

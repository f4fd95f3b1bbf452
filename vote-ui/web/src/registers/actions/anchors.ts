import { encodeAnchors, type AnchorsValue } from '../../chain/anchors';
import { ordinal } from '../terms';

/** Rule and anchors as arguments of a call. */
export function anchorsArguments(value: AnchorsValue): [number, string] {
  return [ordinal('Rule', value.rule), encodeAnchors(value)];
}

import { stepNumber, WHOLE_TRANSACTION } from '../../parts/step';
import { iso, span } from '../../parts/time';
import { term, type TermSet } from '../terms';
import { texts } from '../texts';
import { faultsText, noDigest } from './parts';
import type { FieldKind } from './spec';
import { eventPieces, isNobody, type EventData, type Language } from './words';

/**
 * An event as a sentence for a file: nothing is shortened, times are ISO 8601.
 *
 * @param codes an institution's code by its id, where it is known
 */
export function eventText(
  event: EventData,
  language: Language,
  codes: (id: string) => string | null | undefined,
): string {
  return eventPieces(event, language)
    .map(piece => ('text' in piece ? piece.text : value(piece.field, piece.value, language, codes)))
    .join('');
}

function value(
  kind: FieldKind,
  given: unknown,
  language: Language,
  codes: (id: string) => string | null | undefined,
): string {
  if (given === undefined || given === null) return '–';
  const text = typeof given === 'object' ? JSON.stringify(given) : String(given);
  switch (kind.is) {
    case 'record':
      if (isNobody(given)) return '–';
      return (kind.kind === 'institutions' ? codes(text) : null) ?? text;
    case 'account':
      return isNobody(given) ? '–' : text;
    case 'time':
      return iso(Number(given));
    case 'seconds':
      return span(Number(given), language);
    case 'word':
      return term(kind.of as TermSet, given, language);
    case 'flag':
      return texts[language][given === true || given === 'true' ? 'yes' : 'no'];
    case 'accounts':
      return (Array.isArray(given) ? given : [given]).join(' ');
    case 'step':
      return Number(given) === WHOLE_TRANSACTION ? '–' : String(stepNumber(Number(given)));
    case 'faults':
      return faultsText(given, language);
    case 'digest':
      return isNobody(given) ? noDigest(language) : text;
    case 'transaction':
    case 'workOrder':
    case 'number':
    case 'text':
    case 'structure':
      return text;
  }
}

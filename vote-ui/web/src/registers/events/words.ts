import { EVENTS, isEventType, SUBJECTS_OF_ALLIANCES, VARIANTS, type FieldKind } from './spec';
import { SENTENCES_EN, SENTENCES_ZH, type SentenceKey } from './sentences';

/** What the chain says happened, as the server's history gives it. */
export interface EventData {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A part of a sentence: words as they are, or a value to be shown as what it is. */
export type Piece = { readonly text: string } | { readonly field: FieldKind; readonly value: unknown };

/** The languages that the page speaks. */
export type Language = 'zh' | 'en';

const ZERO = /^0x0*$/;

/** Whether the value names nobody: missing, empty or the zero word. */
export function isNobody(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (typeof value === 'string' && ZERO.test(value))
  );
}

/** The key of the sentence for this event. */
export function sentenceKey(event: EventData): SentenceKey | undefined {
  if (!isEventType(event.type)) return undefined;
  const variant = VARIANTS[event.type];
  let key: string = event.type;
  if (variant?.by !== undefined) key += `_${String(event.data[variant.by]).toUpperCase()}`;
  if (variant?.orNobody !== undefined && isNobody(event.data[variant.orNobody])) {
    const nobody = `${key}_NOBODY`;
    if (Object.hasOwn(SENTENCES_ZH, nobody)) key = nobody;
  }
  return Object.hasOwn(SENTENCES_ZH, key) ? (key as SentenceKey) : undefined;
}

/** What kind of thing a field of this event holds. */
export function fieldKind(event: EventData, name: string): FieldKind {
  if (event.type === 'AllianceChanged' && name === 'subject') {
    return { is: 'record', kind: SUBJECTS_OF_ALLIANCES[String(event.data.change)] ?? 'institutions' };
  }
  if (!isEventType(event.type)) return { is: 'text' };
  const fields: Record<string, FieldKind> = EVENTS[event.type];
  return fields[name] ?? { is: 'text' };
}

/**
 * The event as a sentence in pieces. An event that the page does not know is shown by its name and its
 * data, so that nothing is ever left out of a history.
 */
export function eventPieces(event: EventData, language: Language): Piece[] {
  const key = sentenceKey(event);
  if (key === undefined) {
    return [{ text: `${event.type}: ${JSON.stringify(event.data)}` }];
  }
  const sentence = (language === 'zh' ? SENTENCES_ZH : SENTENCES_EN)[key];
  const pieces = sentence
    .split(/(\{\w+\})/)
    .filter(part => part !== '')
    .map((part): Piece => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      return name === undefined ? { text: part } : { field: fieldKind(event, name), value: event.data[name] };
    });
  return language === 'zh' ? spaced(pieces) : pieces;
}

const isName = (piece: Piece | undefined) =>
  piece !== undefined && 'field' in piece && (piece.field.is === 'record' || piece.field.is === 'account');

/** Names of what is registered are in Latin letters: a blank parts them from the Chinese around them. */
function spaced(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (!('text' in piece)) return piece;
    let { text } = piece;
    if (isName(pieces[at - 1]) && /^\p{Script=Han}/u.test(text)) text = ` ${text}`;
    if (isName(pieces[at + 1]) && /\p{Script=Han}$/u.test(text)) text = `${text} `;
    return { text };
  });
}

import told from './events.json';

/** What a field of an event is, so that it can be put in words, linked, copied or formatted. */
export type FieldKind =
  | { is: 'record'; kind: string }
  | { is: 'account' }
  | { is: 'transaction' }
  | { is: 'workOrder' }
  | { is: 'digest' }
  | { is: 'time' }
  | { is: 'seconds' }
  | { is: 'number' }
  /** Counted from 0 on the chain and told from 1; 255 stands for the whole transaction. */
  | { is: 'step' }
  | { is: 'text' }
  | { is: 'flag' }
  | { is: 'word'; of: string }
  | { is: 'accounts' }
  | { is: 'faults' }
  | { is: 'structure' };

/** The name of a kind of event. */
export type EventType = keyof typeof told.fields;

/** `account`, `record institutions`, `word Category`. */
function fieldKindOf(written: string): FieldKind {
  const [is, of = ''] = written.split(' ');
  if (is === 'record') return { is, kind: of };
  if (is === 'word') return { is, of };
  return { is } as FieldKind;
}

/**
 * The fields of every kind of event on the governance chain, named as in the records of
 * `contract-bindings` (`GovernanceEvent`), from which a test makes sure that none is missing. The server
 * reads the same file for the exports of the log.
 */
export const EVENTS = Object.fromEntries(
  Object.entries(told.fields).map(([type, fields]) => [
    type,
    Object.fromEntries(Object.entries(fields).map(([name, written]) => [name, fieldKindOf(written)])),
  ]),
) as Record<EventType, Record<string, FieldKind>>;

/** Which field makes the sentence another one, and where a missing party does. */
export const VARIANTS: Partial<Record<EventType, { by?: string; orNobody?: string }>> = told.variants;

/** What a change of an alliance is about, where it is no institution. */
export const SUBJECTS_OF_ALLIANCES: Record<string, string> = told.subjectsOfAlliances;

/** Whether the page has words for this kind of event. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENTS, type);
}

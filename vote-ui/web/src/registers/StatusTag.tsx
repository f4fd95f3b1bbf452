import { Mark } from '../parts/Mark';
import type { Language } from '../shell/i18n';
import { isKind } from './kinds';
import { term, type TermSet } from './terms';
import { STATUS_TERMS } from './values';

/** A word of the chain as a tag; the colour only repeats what the word says. */
export function TermTag({ set, value, language }: { set: TermSet; value: unknown; language: Language }) {
  const word = String(value ?? 'NONE');
  return <Mark value={word}>{term(set, word, language)}</Mark>;
}

/** The status of a record of this register. */
export function StatusTag(props: { kind: string; status: unknown; language: Language }) {
  const set = isKind(props.kind) ? STATUS_TERMS[props.kind] : 'ItemStatus';
  return props.status === undefined ? null : (
    <TermTag set={set} value={props.status} language={props.language} />
  );
}

import { useState } from 'react';
import type { FieldValue, Values } from './fields';
import type { Kind } from './kinds';

/** What was typed into the form of one kind of change, and what the form began with. */
interface Draft {
  readonly given: Values;
  readonly typed: Values;
}

interface Drafts {
  /** What stands in the form of this kind. */
  readonly typed: Values;
  /** Something was typed, for this kind or for another one, that is in no order. */
  readonly begun: boolean;
  readonly type: (name: string, value: FieldValue) => void;
  /** Empties the form of this kind: its change is in the order now. */
  readonly clear: () => void;
}

/**
 * What is typed for changes that are not in the order yet, by kind: the form of another kind takes nothing of it away.
 *
 * @param given what the page's address fills in; nobody typed it
 */
export function useDrafts({ key }: Kind, given: Values): Drafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  return {
    typed: drafts[key]?.typed ?? given,
    begun: Object.values(drafts).some(isBegun),
    type: (name, value) =>
      setDrafts(before => {
        const draft = before[key] ?? { given, typed: given };
        return { ...before, [key]: { ...draft, typed: { ...draft.typed, [name]: value } } };
      }),
    clear: () => setDrafts(before => ({ ...before, [key]: { given: {}, typed: {} } })),
  };
}

/** Whether it holds something that leaving would lose: an emptied field does not. */
const isBegun = ({ given, typed }: Draft): boolean =>
  Object.entries(typed).some(([name, value]) => isEntered(value) && value !== given[name]);

function isEntered(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' ? value.functions.length > 0 : value === true;
}

import { id as keccakOfText } from 'ethers';
import type { Rpc } from '../../chain/rpc';
import type { RecordKind, RegisterRecord } from '../kinds';
import type { Field, Values } from './fields';
import { may, mayOfGenesis, ownerOf, type Actor, type Audience, type May } from './rules';

/** A call of a governance contract, to be shown, signed and sent. */
export interface ContractCall {
  readonly contract: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  /** The account whose signature it is made for, where from another it would be something else. */
  readonly by?: string;
}

/** What somebody can do with a record, or with a whole register. Its text is `action.<name>`. */
export interface Action {
  readonly name: string;
  readonly kind: RecordKind;
  readonly audience: Audience;
  /** Ids of the institutions that may, undefined for any; left out where it is the record's owner. */
  readonly owners?: (record: RegisterRecord) => readonly string[] | undefined;
  /** Whether only genesis institutions may. */
  readonly genesis?: boolean;
  /** Whether the record's state allows it; left out for what makes a new record. */
  readonly when?: (record: RegisterRecord, actor: Actor | undefined) => boolean;
  readonly fields: readonly Field[];
  /** What the form begins with, where it only suggests a choice: it may come from the server. */
  readonly initial?: (record: RegisterRecord) => Values;
  /** What the form begins with and is signed again where it is left alone: read from the chain, never from the server. */
  readonly present?: (id: string, rpc: Rpc) => Promise<Values>;
  readonly call: (values: Values, record: RegisterRecord) => ContractCall;
  /** It cannot be taken back. */
  readonly final?: boolean;
}

/** An action that makes a new record: there is none yet that it is about. */
export interface Registration extends Omit<
  Action,
  'owners' | 'genesis' | 'when' | 'call' | 'initial' | 'present'
> {
  readonly call: (values: Values) => ContractCall;
}

/** What only a work order may do with a record; the form of the order opens with these values. */
export interface ByOrder {
  /** Name of the form: `/orders/new/<order>`. */
  readonly order: string;
  readonly kind: RecordKind;
  readonly when: (record: RegisterRecord) => boolean;
  readonly values: (record: RegisterRecord) => Record<string, string>;
}

/** An action with whether the actor may do it. */
export interface Offered {
  readonly action: Action;
  readonly may: May;
}

/** The id of a code, a path or a signature; an id stays as it is. */
export function idOf(nameOrId: string): string {
  return /^0x[0-9a-f]{64}$/.test(nameOrId) ? nameOrId : keccakOfText(nameOrId);
}

/** Of whichever institution. */
export const anybody = (): undefined => undefined;

/** The zero word, which names nobody. */
export const NOBODY = `0x${'0'.repeat(64)}`;

/** The field of the record is one of these. */
export const hasStatus =
  (...statuses: string[]) =>
  (record: RegisterRecord): boolean =>
    statuses.includes(String(record.status));

/** One of what the record lists is in one of these states. */
export const hasOne =
  (list: string, ...statuses: string[]) =>
  (record: RegisterRecord): boolean => {
    const all = record[list];
    return (
      Array.isArray(all) && all.some(each => statuses.includes(String((each as { status?: unknown }).status)))
    );
  };

/** What the record's state allows, each with whether the actor may. */
export function offered(
  actions: readonly Action[],
  record: RegisterRecord,
  actor: Actor | undefined,
): Offered[] {
  return actions
    .filter(action => action.kind === record.kind && (action.when?.(record, actor) ?? true))
    .map(action => {
      const rule = action.genesis ? mayOfGenesis : may;
      return { action, may: rule(actor, action.audience, (action.owners ?? ownerOf)(record)) };
    });
}

/** A text value without blanks at its ends. */
export const text = (values: Values, name: string): string => String(values[name] ?? '').trim();

/** An id that may be left out. */
export const idOrNobody = (values: Values, name: string): string =>
  text(values, name) === '' ? NOBODY : idOf(text(values, name));

import { sha256, toUtf8Bytes } from 'ethers';
import type { Listed, TransactionDetail, TransactionSummary } from '../api/types';

/** Why something is as it is, in the proxy's words. */
export interface Reason {
  readonly code?: string;
  readonly text?: string;
}

/** A step as the own proxy knows it. */
export interface OwnStep {
  readonly step?: number;
  readonly contract?: string;
  readonly function?: string;
  readonly progress?: string;
  readonly subchainTransaction?: string;
  readonly reason?: Reason;
  readonly evidence?: { digest?: string; held?: boolean; examination?: string; reason?: Reason };
  readonly undoing?: { stage?: string; attempts?: number; nextAttemptAt?: number; reason?: Reason };
}

/** Something that the own proxy says a person must look at. */
export interface OwnAlarm {
  readonly code?: string;
  readonly step?: number;
  readonly text?: string;
  readonly blockTime?: number;
}

/** What the own proxy says of an escalation. */
export interface Own {
  /** Whether this console keeps back what the parties alone know. */
  readonly withheld?: boolean;
  readonly transaction: string;
  readonly status: string;
  readonly detail?: Reason;
  readonly steps?: readonly OwnStep[];
  readonly agreement?: {
    readonly neededFrom?: readonly { party: string; agreedTo?: string }[];
    readonly agreedHere?: string;
    readonly settlements?: readonly { digest: string; text: string }[];
  };
  readonly actions?: readonly {
    action: 'retry' | 'agree' | 'work-order';
    open: boolean;
    to: string;
    text: string;
  }[];
  readonly alarms?: readonly OwnAlarm[];
}

/** Why the own proxy says nothing. */
export interface OwnProblem {
  readonly code: string;
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
}

/** A line of the to-do list. */
export interface EscalationLine extends TransactionSummary {
  readonly own?: Own;
  /** Whether the own proxy could not be asked about it: then nothing is known of what there is to do. */
  readonly ownUnasked?: boolean;
}

/** The to-do list. */
export interface Escalations extends Listed<EscalationLine> {
  readonly ownProblem?: OwnProblem;
}

/** An escalation with everything that is known. */
export interface Escalation {
  readonly transaction: TransactionDetail;
  readonly own?: Own;
  readonly ownProblem?: OwnProblem;
}

/** Longest settlement that the proxies take. */
export const LONGEST_SETTLEMENT = 2000;

/** Digest of a settlement as it goes on the record: of its very words. */
export const settlementDigest = (text: string): string => sha256(toUtf8Bytes(text));

/** Whether this side's proxy takes the action now. */
export const isOpen = (own: Own | undefined, action: 'retry' | 'agree'): boolean =>
  own?.actions?.find(each => each.action === action)?.open ?? false;

/** Where an institution of the plan stands on the settlement. */
export interface Position {
  readonly party: string;
  readonly state: 'silent' | 'same' | 'other';
  readonly digest?: string;
  /** The words that it agreed to, where they are known here. */
  readonly text?: string;
}

/** The words that are agreed to: what others agreed to stays as it is, to the last blank; own words lose blanks at their ends. */
export function wordsOf(own: Own | undefined, draft: string): string {
  return proposed(own).includes(draft) ? draft : draft.trim();
}

/** Where all that have to agree stand, beside the words that are about to be agreed to. */
export function positions(own: Own | undefined, draft: string): Position[] {
  const words = wordsOf(own, draft);
  const mine = words.trim() === '' ? undefined : settlementDigest(words);
  const known = new Map((own?.agreement?.settlements ?? []).map(each => [each.digest, each.text]));
  return (own?.agreement?.neededFrom ?? []).map(({ party, agreedTo }) => {
    if (agreedTo === undefined) return { party, state: 'silent' as const };
    const text = known.get(agreedTo);
    const told = text === undefined ? { digest: agreedTo } : { digest: agreedTo, text };
    return { party, state: agreedTo === mine ? ('same' as const) : ('other' as const), ...told };
  });
}

/** The words that others already agreed to and that are known here: agreeing to the very same ends the matter. */
export function proposed(own: Own | undefined): string[] {
  const agreed = new Set((own?.agreement?.neededFrom ?? []).map(each => each.agreedTo));
  return (own?.agreement?.settlements ?? []).filter(each => agreed.has(each.digest)).map(each => each.text);
}

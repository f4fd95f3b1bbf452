import type { Described } from '../chain/words/describe';
import { inBrackets, listed } from '../parts/punctuation';
import type { Language } from '../shell/i18n';
import { formTexts } from './formTexts';
import { kindOf } from './kinds';
import { texts } from './texts';

/** A longer sentence is a text to be read, and no heading. */
const LONGEST = 160;

/** A selector stands where the index knew no function, by the rule that the page has. */
const UNNAMED = /\.0x[0-9a-f]{8}$/i;

const wordOf = (action: string, language: Language): string => {
  if (UNNAMED.test(action)) return texts[language]['heading.unknown'];
  const kind = kindOf(action);
  return kind ? formTexts[language][`kind.${kind.key}`] : action;
};

/** Kinds of changes, each once with how often; every one is told, so that none hides behind another. */
export function kindsOf(actions: readonly string[], language: Language): string {
  const all = actions.map(each => wordOf(each, language));
  const counted = (one: string) => all.filter(each => each === one).length;
  return listed(
    [...new Set(all)].map(one => (counted(one) > 1 ? one + inBrackets(`×${counted(one)}`, language) : one)),
    language,
  );
}

/**
 * What an order does, in the console's own words, to head its page with: the proposer's line could call it anything. Undefined
 * where nothing is known of it.
 */
export function headingOf(changes: readonly Described[] | undefined, language: Language): string | undefined {
  if (!changes || changes.length === 0) return undefined;
  const [only] = changes;
  if (only && changes.length === 1 && only.known && only.sentence[language].length <= LONGEST)
    return only.sentence[language];
  const unknown = texts[language]['heading.unknown'];
  return kindsOf(
    changes.map(each => (each.known ? `${each.contract}.${each.signature.split('(')[0]}` : unknown)),
    language,
  );
}

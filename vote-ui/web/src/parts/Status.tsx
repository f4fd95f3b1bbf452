import { Mark } from './Mark';
import type { TermSet } from '../registers/texts.terms';
import { useLanguage, useTexts } from '../shell/i18n';
import { texts } from './texts';
import { wordOf } from './words';

/** A status of the chain in words; colour only repeats what the word says. */
export function Status({ value, of }: { value: string | undefined; of?: TermSet }) {
  const word = useWord(of);
  if (!value) return null;
  return <Mark value={value}>{word(value)}</Mark>;
}

/** Words for the chain's enum constants; one without words is shown as it is. */
export function useWord(of?: TermSet): (constant: string) => string {
  const [language] = useLanguage();
  return constant => {
    const [zh, en] = wordOf(constant, of) ?? [constant, constant];
    return language === 'zh' ? zh : en;
  };
}

/** The majority that a decision needs, in words. */
export function Policy({ value, seats }: { value: string; seats?: number }) {
  const t = useTexts(texts);
  const word = useWord();
  const needed = seats === undefined ? undefined : votesNeeded(value, seats);
  return (
    <span>
      {word(value)}
      {needed !== undefined && t('neededInBrackets', { needed, seats })}
    </span>
  );
}

/** Votes in favour that a policy needs of so many seats, as the contract counts. */
export function votesNeeded(policy: string, seats: number): number {
  if (policy === 'MAJORITY') return Math.floor(seats / 2) + 1;
  if (policy === 'TWO_THIRDS') return Math.ceil((2 * seats) / 3);
  return seats;
}

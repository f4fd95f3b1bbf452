import { Mark } from './Mark';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';
import { words, type Word } from './words';

/** A status of the chain in words; colour only repeats what the word says. */
export function Status({ value, of }: { value: string | undefined; of?: Subject }) {
  const word = useWord(of);
  if (!value) return null;
  return <Mark value={value}>{word(value)}</Mark>;
}

/** Of what a constant is, where the same one is told otherwise of it. */
type Subject = 'order';

/** Words for the chain's enum constants; one without words is shown as it is. */
export function useWord(of?: Subject): (constant: string) => string {
  const t = useTexts(words);
  return constant => {
    const special = `${of}.${constant}`;
    if (of && special in words.en) return t(special as Word);
    return constant in words.en ? t(constant as Word) : constant;
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
      {needed !== undefined && ` (${t('needed', { needed, seats })})`}
    </span>
  );
}

/** Votes in favour that a policy needs of so many seats, as the contract counts. */
export function votesNeeded(policy: string, seats: number): number {
  if (policy === 'MAJORITY') return Math.floor(seats / 2) + 1;
  if (policy === 'TWO_THIRDS') return Math.ceil((2 * seats) / 3);
  return seats;
}

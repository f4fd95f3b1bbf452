/**
 * What looks the same to a person who reads it: the one rule by which names and codes are compared. Two texts are alike
 * when they are the same after NFKC, folding of case, leaving out accents, blanks, punctuation and whatever cannot be seen, and
 * after putting one letter for all that look like it. Codes are alike, too, when one change makes one of the other: a letter
 * more, less or another, or two neighbours the other way round; of codes with fewer than four letters that says nothing.
 */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'вьβ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еεєҽ',
  g: 'ɡցԍ',
  h: 'нһհη',
  j: 'јϳ',
  k: 'кκ',
  l: 'iı1|!іιӏاǀ',
  m: 'м',
  n: 'ոп',
  o: '0оοօσо〇',
  p: 'рρ',
  q: 'ԛ',
  s: 'ѕʂ',
  t: 'тτ',
  u: 'υսʋ',
  v: 'νѵ',
  w: 'ԝωшѡ',
  x: 'хχ',
  y: 'уγү',
  日: '曰',
  未: '末',
  土: '士',
  己: '已巳',
  人: '入',
  天: '夭',
  市: '巿',
};
const LIKE = new Map(Object.entries(LETTERS).flatMap(([one, all]) => [...all].map(each => [each, one])));
/** Two letters that are read as one. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];
const LEFT_OUT = /[\s\p{M}\p{P}\p{C}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
const SHORT = 4;

/** The same for all texts that look the same. */
export function skeleton(text: string): string {
  const folded = text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKD').replace(/[|!]/g, 'l');
  const letters = [...folded.replace(LEFT_OUT, '')].map(each => LIKE.get(each) ?? each).join('');
  return PAIRS.reduce((all, [pair, one]) => all.replace(pair, one), letters);
}

/** Whether two names look the same. */
export function alikeNames(one: string, other: string): boolean {
  const [first, second] = [skeleton(one), skeleton(other)];
  return first === second && (first !== '' || one === other);
}

/** Whether two codes look the same, or differ by a slip. */
export function alikeCodes(one: string, other: string): boolean {
  if (skeleton(one) === skeleton(other)) return true;
  return Math.min(one.length, other.length) >= SHORT && isOneChange(one.toLowerCase(), other.toLowerCase());
}

function isOneChange(one: string, other: string): boolean {
  if (one.length > other.length) return isOneChange(other, one);
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return one.slice(at + 1) === other.slice(at + 1) || (swapped && one.slice(at + 2) === other.slice(at + 2));
}

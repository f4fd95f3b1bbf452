/** Number and time of a block, in seconds. */
export interface Moment {
  number: number;
  time: number;
}

/**
 * The first and the last block of a period, both ends included, found by halving: about 20 reads of a chain of a million
 * blocks. None where no block falls into it.
 */
export async function blockRange(
  timeOf: (number: number) => Promise<number>,
  head: Moment,
  from: number,
  to: number,
): Promise<{ first: number; last: number } | null> {
  const known = new Map([[head.number, head.time]]);
  const time = async (number: number) => {
    const before = known.get(number);
    if (before !== undefined) return before;
    const read = await timeOf(number);
    known.set(number, read);
    return read;
  };
  const first = await firstWith(time, head, from);
  const after = await firstWith(time, head, to + 1);
  return first < after ? { first, last: after - 1 } : null;
}

/** The first block that is not before `moment`; the one after the head where none is. */
async function firstWith(
  time: (number: number) => Promise<number>,
  head: Moment,
  moment: number,
): Promise<number> {
  let low = 0;
  let high = head.number + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await time(middle)) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

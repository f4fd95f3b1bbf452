import { describe, expect, it } from 'vitest';
import { ADDRESSES, interfaceOf } from '../chain/contracts';
import { tellsOf } from './reasons';

const ORDER = `0x${'0a'.repeat(32)}`;
const VOTER = '0x00000000000000000000000000000000000000aa';

function receipt(order: string, voter: string, support: number, address: string = ADDRESSES.WorkOrders) {
  const abi = interfaceOf('WorkOrders');
  const event = abi.getEvent('VoteCast');
  if (!event) throw new Error('no such event');
  const { data, topics } = abi.encodeEventLog(event, [voter, BigInt(order), support, 1n, '']);
  const logs = [{ address, data, topics: topics as string[] }];
  return { transactionHash: '0x01', blockNumber: 7, succeeded: true, logs };
}

describe('a vote was cast', () => {
  it('when the receipt tells of this voter, this order and this answer', () => {
    expect(tellsOf(receipt(ORDER, VOTER, 1), ORDER, VOTER, 1)).toBe(true);
  });

  it('and not when it tells of anything else', () => {
    for (const other of [
      receipt(`0x${'0b'.repeat(32)}`, VOTER, 1),
      receipt(ORDER, ADDRESSES.Nodes, 1),
      receipt(ORDER, VOTER, 0),
      receipt(ORDER, VOTER, 1, ADDRESSES.Nodes),
      { ...receipt(ORDER, VOTER, 1), succeeded: false },
      { ...receipt(ORDER, VOTER, 1), logs: [] },
    ]) {
      expect(tellsOf(other, ORDER, VOTER, 1)).toBe(false);
    }
  });
});

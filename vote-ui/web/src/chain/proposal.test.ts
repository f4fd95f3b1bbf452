import { AbiCoder, id as keccakOfText, keccak256 } from 'ethers';
import { describe, expect, it } from 'vitest';
import vector from '../../../vectors/order.json';
import { ADDRESSES, interfaceOf } from './contracts';
import { callsOf, ProposalMismatch, proposalOnChain, workOrderId, type Proposal } from './proposal';
import { FakeChain } from './testing';
import { describe as say } from './words/describe';
import { NameMismatch, Names } from './words/names';

/** A chain of 40 blocks, several within a second, that has the recorded log in one of them. */
function chain(logs: { data: string; topics: string[]; address: string }[]): FakeChain {
  const fake = new FakeChain();
  const times = Array.from({ length: 40 }, (_, number) => vector.snapshot - 10 + Math.floor(number / 2));
  fake.methods.eth_getBlockByNumber = number => {
    const at = number === 'latest' ? times.length - 1 : Number(number);
    const timestamp = times[at];
    return timestamp === undefined
      ? null
      : { number: `0x${at.toString(16)}`, timestamp: `0x${timestamp.toString(16)}` };
  };
  fake.methods.eth_getLogs = filter => {
    const { fromBlock, toBlock, address } = filter as Record<string, string>;
    expect(address).toBe(ADDRESSES.WorkOrders);
    expect([Number(fromBlock), Number(toBlock)]).toEqual([20, 21]);
    return logs;
  };
  return fake;
}

describe('a proposal of a real chain', () => {
  it('is found by its time, with the id that the chain gave it', async () => {
    const proposal = await proposalOnChain(chain([vector.log]), vector.order, vector.snapshot);
    expect(proposal?.description).toBe(vector.description);
    expect(workOrderId(proposal as Proposal)).toBe(vector.order);
  });

  it('is put into the words that the command line has for it', async () => {
    const proposal = (await proposalOnChain(chain([vector.log]), vector.order, vector.snapshot)) as Proposal;
    const names = new Names(
      new FakeChain({
        'Institutions.membershipApplication': id => [
          [id, 'registry', 'City Land Registry', 2, `0x${'00'.repeat(32)}`, '', ADDRESSES.Nodes, 1, 1],
        ],
        'Institutions.institution': id => [
          [id, 'archive', 'City Archive', 1, 1, `0x${'00'.repeat(32)}`, '', '', ADDRESSES.Nodes, 1],
        ],
        'Accounts.account': account => [[account, keccakOfText('archive'), 1, 2, '0x', 1]],
      }),
    );
    // Who applied is not on record here: the id of an application by somebody else takes the place of the recorded one.
    const applied = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ['uint256', 'address', 'string', 'bytes32'],
        [vector.chainId, ADDRESSES.Nodes, 'registry', `0x${'00'.repeat(32)}`],
      ),
    );
    const [admit, ...others] = callsOf(proposal);
    if (!admit) throw new Error('no calls');
    const calls = [{ ...admit, data: `${admit.data.slice(0, 10)}${applied.slice(2)}` }, ...others];
    await expect(say(admit, names)).rejects.toBeInstanceOf(NameMismatch);
    const changes = await Promise.all(calls.map(call => say(call, names)));
    expect(changes.map(({ known }) => known)).toEqual([true, true, true]);
    // The command line does not quote names, and writes addresses in lower case and functions with their types.
    const plain = changes.map(({ sentence }) =>
      sentence.en.replace(/[“”]/g, '').replace(/0x\w{40}/, each => each.toLowerCase()),
    );
    expect(plain).toEqual([
      vector.changes[0],
      vector.changes[1]?.replace('Freeze ', 'Freeze the '),
      vector.changes[2]?.replace('(bytes32)', ''),
    ]);
  });

  it('is refused when the node tells other calls than the id commits to', async () => {
    const abi = interfaceOf('WorkOrders');
    const event = abi.getEvent('ProposalCreated');
    if (!event) throw new Error('no such event');
    const [id, ...rest] = abi.decodeEventLog(event, vector.log.data, vector.log.topics) as unknown[];
    const forged = [...rest];
    forged[4] = [`0x00000000${'00'.repeat(32)}`, ...(forged[4] as string[]).slice(1)];
    const { data, topics } = abi.encodeEventLog(event, [id, ...forged]);
    await expect(
      proposalOnChain(
        chain([{ address: ADDRESSES.WorkOrders, data, topics }]),
        vector.order,
        vector.snapshot,
      ),
    ).rejects.toBeInstanceOf(ProposalMismatch);
  });

  it('is absent where the node has no such log', async () => {
    expect(await proposalOnChain(chain([]), vector.order, vector.snapshot)).toBeUndefined();
  });
});

describe('a work order’s id', () => {
  const proposal: Proposal = {
    targets: [ADDRESSES.Nodes],
    values: [0n],
    calldatas: ['0x12345678'],
    description: 'one',
  };
  it('changes with each of its parts', () => {
    const others: Proposal[] = [
      { ...proposal, description: 'two' },
      { ...proposal, targets: [ADDRESSES.Credit] },
      { ...proposal, values: [1n] },
      { ...proposal, calldatas: ['0x12345679'] },
    ];
    expect(new Set([proposal, ...others].map(workOrderId)).size).toBe(5);
  });
});

import { keccak256 } from 'ethers';
import { describe, expect, it } from 'vitest';
import type { TimelineEntry, TransactionDetail, TransactionStep } from '../api/types';
import { eventPieces } from '../registers/events/words';
import { onSubchain } from './subchain';
import { awaited, health, moments, parties, stages } from './timeline';

const A = { id: '0xa', code: 'registry' };
const B = { id: '0xb', code: 'court' };

const step = (index: number, more: Partial<TransactionStep> = {}): TransactionStep => ({
  index,
  pipeline: { number: 1, path: 'registry/p' },
  side: index === 0 ? 'SOURCE' : 'TARGET',
  responsible: index === 0 ? A : B,
  verifier: index === 0 ? B : A,
  write: true,
  outcome: 'PENDING',
  verdict: 'NONE',
  compensation: 'NONE',
  ...more,
});

const entry = (block: number, type: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  time: 1000 + block,
  block,
  transactionHash: `0xt${block}`,
  type,
  ...more,
});

const transaction = (more: Partial<TransactionDetail> = {}): TransactionDetail => ({
  id: '0xid',
  initiator: A.id,
  initiatorCode: A.code,
  status: 'OPEN',
  openedAt: 1001,
  deadline: 1100,
  pipelines: [1],
  retries: 0,
  rejections: 0,
  steps: [step(0), step(1)],
  timeline: [entry(1, 'TransactionOpened', { institution: A.id })],
  deadlinePassed: false,
  workOrders: [],
  ...more,
});

const done = { outcome: 'SUCCEEDED', outcomeDigest: '0xd', outcomeAt: 1002 };
const accepted = { ...done, verdict: 'ACCEPTED', verdictAt: 1003 };

describe('time line of a transaction', () => {
  it('puts moments in the order of the chain, whatever order they come in', () => {
    const shuffled = transaction({
      timeline: [
        entry(3, 'StepReported', { step: 0, entry: 'ACCEPTED', institution: B.id }),
        entry(1, 'TransactionOpened', { institution: A.id }),
        entry(2, 'StepReported', { step: 0, entry: 'SUCCEEDED', institution: A.id, digest: '0xd' }),
        entry(2, 'StepReported', { step: 1, entry: 'FAILED', institution: B.id, digest: '0xe' }),
        entry(4, 'EntryRejected', { step: 1, entry: 'SUCCEEDED', reason: 'WRONG_STATUS', by: '0x1' }),
      ],
    });

    expect(moments(shuffled).map(each => [each.entry.block, each.lane, each.tone, each.retry])).toEqual([
      [1, 'whole', 'plain', false],
      [2, 0, 'good', false],
      [2, 1, 'bad', false],
      [3, 0, 'good', false],
      [4, 1, 'bad', true],
    ]);
  });

  it('tells each moment in the words of the log', () => {
    const [, reported] = moments(
      transaction({
        timeline: [
          entry(1, 'TransactionOpened'),
          entry(2, 'StepReported', { step: 0, entry: 'DISPUTED', institution: B.id, digest: '0xe' }),
        ],
      }),
    );
    const words = eventPieces(reported!.event, 'en')
      .map(piece => ('text' in piece ? piece.text : String(piece.value)))
      .join('');

    expect(words).toBe('0xb disputed the evidence of step 0 of 0xid; reason 0xe');
  });

  it('names who has to speak next at every stage', () => {
    expect(awaited(transaction())).toEqual([
      { what: 'outcome', step: 0, party: A },
      { what: 'outcome', step: 1, party: B },
    ]);
    expect(awaited(transaction({ steps: [step(0, accepted), step(1, done)] }))).toEqual([
      { what: 'verdict', step: 1, party: A },
    ]);
    expect(awaited(transaction({ steps: [step(0, accepted), step(1, accepted)] }))).toEqual([
      { what: 'end' },
    ]);
    expect(
      awaited(
        transaction({ status: 'COMPENSATING', steps: [step(0, accepted), step(1, { outcome: 'FAILED' })] }),
      ),
    ).toEqual([{ what: 'undoing', step: 0, party: A }]);
    expect(
      awaited(
        transaction({ status: 'ESCALATED', steps: [step(0, { ...accepted, compensation: 'FAILED' })] }),
      ),
    ).toEqual([{ what: 'undoing', step: 0, party: A }, { what: 'settlement' }]);
    for (const status of ['SETTLED', 'COMPENSATED', 'RESOLVED'])
      expect(awaited(transaction({ status }))).toEqual([]);
  });

  it('has a stage for everything that a step goes through', () => {
    const going = transaction({
      timeline: [entry(2, 'StepReported', { step: 0, entry: 'SUCCEEDED', institution: A.id, digest: '0xd' })],
      steps: [step(0, done)],
    });
    expect(stages(going, going.steps[0]!)).toEqual([
      { name: 'executed', state: 'good', party: A, at: 1002, digest: '0xd', transactionHash: '0xt2' },
      expect.objectContaining({ name: 'verified', state: 'waiting', party: B }),
    ]);

    const undoing = transaction({
      status: 'COMPENSATING',
      steps: [step(0, accepted), step(1, { outcome: 'FAILED' })],
    });
    expect(stages(undoing, undoing.steps[0]!).map(each => [each.name, each.state])).toEqual([
      ['executed', 'good'],
      ['verified', 'good'],
      ['undone', 'waiting'],
    ]);
    expect(stages(undoing, undoing.steps[1]!).map(each => [each.name, each.state])).toEqual([
      ['executed', 'bad'],
    ]);
  });

  it('does not wait for what an ended transaction left out', () => {
    const ended = transaction({ status: 'RESOLVED', steps: [step(0, done)] });

    expect(stages(ended, ended.steps[0]!).map(each => each.state)).toEqual(['good', 'skipped']);
  });

  it('waits at a stage only for what the transaction as a whole waits for', () => {
    const whats = { executed: 'outcome', verified: 'verdict', undone: 'undoing' } as const;
    const steps = [step(0, done), step(1), step(2, accepted), step(3, { outcome: 'FAILED' })];
    for (const status of ['OPEN', 'COMPENSATING', 'ESCALATED', 'SETTLED', 'COMPENSATED', 'RESOLVED']) {
      const now = transaction({ status, steps });
      const waiting = steps.flatMap(each =>
        stages(now, each)
          .filter(({ state }) => state === 'waiting')
          .map(({ name, party }) => ({ what: whats[name], step: each.index, party })),
      );
      const listed = awaited(now).filter(({ step: of }) => of !== undefined);
      expect(waiting, status).toEqual(listed);
    }
  });

  it('shows no digest where none was given', () => {
    const zero = `0x${'0'.repeat(64)}`;
    const failed = transaction({
      status: 'ESCALATED',
      steps: [step(0, { ...done, compensation: 'FAILED' })],
      timeline: [entry(3, 'StepReported', { step: 0, entry: 'COMPENSATION_FAILED', digest: zero })],
    });
    expect(stages(failed, failed.steps[0]!).find(({ name }) => name === 'undone')).toMatchObject({
      state: 'bad',
      digest: undefined,
      transactionHash: '0xt3',
    });
  });

  it('says how it goes by the clock of the chain', () => {
    expect(health(transaction(), 1050)).toBe('going');
    expect(health(transaction(), 1101)).toBe('late');
    expect(health(transaction({ status: 'COMPENSATING' }), 1050)).toBe('undoing');
    expect(health(transaction({ status: 'ESCALATED' }), 1050)).toBe('people');
    expect(health(transaction({ status: 'SETTLED' }), 2000)).toBe('settled');
  });

  it('counts every party once, the initiator first', () => {
    expect(parties(transaction())).toEqual([A, B]);
  });
});

describe('evidence of a business chain', () => {
  it('tells the transaction by its hash, its block and its chain', () => {
    const signed = `0x${'02'.repeat(60)}`;
    const evidence = {
      kind: 'evm-transaction',
      chainId: 1338,
      blockNumber: 7,
      blockHash: '0xb',
      transaction: signed,
    };

    expect(onSubchain(JSON.stringify(evidence))).toEqual({
      kind: 'evm-transaction',
      chainId: 1338,
      blockNumber: 7,
      blockHash: '0xb',
      transactionHash: keccak256(signed),
      reason: undefined,
    });
  });

  it('takes nothing for evidence that is none', () => {
    expect(onSubchain('not json')).toBeUndefined();
    expect(onSubchain('{"other":1}')).toBeUndefined();
  });
});

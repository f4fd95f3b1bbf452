import { describe, expect, it } from 'vitest';
import { blockRange } from './blocks';
import { csv } from './csv';
import { dayOf, periodOfDays, periodUntil } from './period';
import { formTexts } from '../../orders/formTexts';
import { kindsOf } from '../../orders/heading';
import { eventText } from '../../registers/events/plain';
import { type FileWords, sealNotes, sections, sheet } from './sections';
import { contradictions, totals } from './totals';
import type { Report, ReportEvent } from './types';
import { pageRule, quoted } from './usePaper';

const event = (
  type: string,
  time: number,
  data: Record<string, unknown>,
  institution = '0xaa',
): ReportEvent => ({
  number: time,
  block: time,
  time,
  transactionHash: '0x01',
  by: '0x02',
  type,
  subjects: [{ kind: 'institutions', id: institution }],
  data,
});

const report: Report = {
  chainId: 190_026,
  from: 100,
  to: 200,
  indexed: { number: 50, time: 210 },
  institutions: [
    event('InstitutionAdmitted', 110, { code: 'a' }),
    event('InstitutionStatusChanged', 120, { status: 'SUSPENDED' }),
    event('InstitutionAdmitted', 130, { code: 'b' }, '0xbb'),
  ],
  rules: [event('FunctionRoleChanged', 135, { target: '0x1007', selector: '0x8d5f0c2a', role: 'ANYBODY' })],
  workOrders: [
    {
      id: '0x1',
      number: 1,
      title: 'Admit the land registry',
      actions: [{ contract: 'Contracts', function: 'upgrade' }],
      policy: 'MAJORITY',
      state: 'EXECUTED',
      seats: 3,
      for: 3,
      against: 0,
      abstain: 0,
      deadline: 150,
    },
    {
      id: '0x2',
      number: 2,
      title: '=two',
      actions: [
        { contract: 'Institutions', function: 'suspend' },
        { contract: 'Institutions', function: 'suspend' },
      ],
      policy: 'UNANIMOUS',
      state: 'DEFEATED',
      seats: 3,
      for: 1,
      against: 1,
      abstain: 1,
      deadline: 160,
    },
  ],
  votes: [
    event('VoteCast', 140, { vote: 'FOR' }),
    event('VoteCast', 141, { vote: 'FOR' }),
    event('VoteCast', 142, { vote: 'AGAINST' }),
    event('VoteCast', 143, { vote: 'ABSTAIN' }),
  ],
  transactions: { total: 10, byStatus: { SETTLED: 8, ESCALATED: 1, RESOLVED: 1 } },
  escalations: [
    { id: '0x3', initiatorCode: 'a', status: 'ESCALATED', openedAt: 150, deadline: 180, rejections: 0 },
    {
      id: '0x4',
      initiatorCode: 'b',
      status: 'RESOLVED',
      openedAt: 151,
      deadline: 181,
      endedAt: 190,
      rejections: 2,
    },
  ],
  credit: [
    {
      institution: '0xaa',
      code: 'a',
      score: 60,
      restricted: true,
      threshold: 70,
      history: [
        { time: 90, before: 100, score: 80 },
        { time: 170, before: 80, score: 60 },
      ],
    },
  ],
  findings: [
    {
      id: 1,
      rule: 'chain-stalled',
      severity: 'CRITICAL',
      openedAt: 150,
      values: { seconds: 40 },
      acknowledged: { account: '0x5', institution: 'a', time: 151, comment: 'seen' },
    },
    { id: 2, rule: 'contract-upgraded', severity: 'WARNING', openedAt: 160, values: {} },
    { id: 3, rule: 'actions-many', severity: 'WARNING', openedAt: 150, closedAt: 170, values: {} },
  ],
  validators: [
    { address: '0x6', institution: 'a', proposed: 10, signed: 20, window: 20 },
    { address: '0x7', institution: 'b', proposed: 0, signed: 0, window: 20 },
  ],
  sealed: { first: 1, last: 20, whole: true, unknown: 0, carried: true },
  asOf: { block: 20, sections: ['credit'] },
  cut: {},
  digests: {},
};

const words: FileWords = {
  event: each => eventText(each, 'en', id => (id === '0xaa' ? 'court' : undefined)),
  rule: ({ rule }) => `found: ${rule}`,
  actions: each => kindsOf(each, 'en'),
};

describe('a report', () => {
  it('says in words what happened, in files, too', () => {
    const told: Report = {
      ...report,
      institutions: [event('InstitutionStatusChanged', 120, { id: '0xaa', status: 'SUSPENDED' })],
    };
    const file = csv(sections(told).map(each => sheet(each, each.name, key => key, words)));
    expect(file).toContain('1970-01-01T00:02:00Z,120,Institution court is now: suspended,0x02,0x01');
    expect(file).toContain('found: chain-stalled');
    expect(file).not.toContain('{');
    expect(file).not.toMatch(/\.000Z/);
  });

  it('shortens nothing in a file, and tells times by their zone', () => {
    const hash = `0x${'ab'.repeat(32)}`;
    const opened = {
      type: 'TransactionOpened',
      data: { initiator: '0xaa', transaction: hash, deadline: 60 },
    };
    expect(words.event(opened)).toBe(
      `court opened cross-chain transaction ${hash}; it is to end by 1970-01-01T00:01:00Z`,
    );
  });

  it('counts what it lists', () => {
    expect(totals(report)).toEqual({
      institutionsChanged: 2,
      workOrders: 2,
      ordersByState: { EXECUTED: 1, DEFEATED: 1 },
      votes: { FOR: 2, AGAINST: 1, ABSTAIN: 1 },
      transactions: 10,
      transactionsByStatus: { SETTLED: 8, ESCALATED: 1, RESOLVED: 1 },
      escalations: 2,
      escalationsOpen: 1,
      findings: 3,
      findingsBySeverity: { CRITICAL: 1, WARNING: 2 },
      findingsOpen: 1,
      findingsAcknowledged: 1,
      findingsClosed: 1,
      restricted: 1,
      silentValidators: 1,
    });
  });

  it('says where it contradicts itself', () => {
    expect(contradictions(report)).toEqual([]);
    expect(contradictions({ ...report, transactions: { total: 11, byStatus: { SETTLED: 10 } } })).toEqual([
      { kind: 'sum', expected: 11, actual: 10 },
    ]);
    expect(contradictions({ ...report, votes: [event('VoteCast', 201, {})] })).toEqual([
      { kind: 'outside', section: 'votes', time: 201 },
    ]);
    expect(contradictions({ ...report, indexed: { number: 40, time: 199 } })).toEqual([
      { kind: 'ahead', indexed: 199 },
    ]);
    expect(contradictions({ ...report, cut: { votes: 2_000 } })).toEqual([
      { kind: 'cut', section: 'votes', most: 2_000 },
    ]);
  });

  it('has a row with a cell for every column for everything it was told', () => {
    const all = sections(report);
    expect(all.map(section => [section.name, section.rows.length])).toEqual([
      ['institutions', 3],
      ['rules', 1],
      ['workOrders', 2],
      ['votes', 4],
      ['transactions', 3],
      ['escalations', 2],
      ['credit', 1],
      ['findings', 3],
      ['validators', 2],
    ]);
    for (const section of all) {
      for (const row of section.rows) expect(row).toHaveLength(section.columns.length);
    }
  });

  it('says of which blocks it counts seals, and what it leaves out', () => {
    expect(sealNotes(report.sealed)).toEqual([{ key: 'sealed.whole', values: { first: 1, last: 20 } }]);
    expect(sealNotes({ first: 90_001, last: 100_000, whole: false, unknown: 3, carried: true })).toEqual([
      { key: 'sealed.newest', values: { first: 90_001, last: 100_000 } },
      { key: 'sealed.unknown', values: { unknown: 3 } },
    ]);
    expect(sealNotes({ first: 0, last: -1, whole: true, unknown: 0, carried: true })).toEqual([]);
  });

  it('says where each finding stands', () => {
    const findings = sections(report).find(each => each.name === 'findings');
    expect(findings?.rows.map(row => row[2])).toEqual(['ACKNOWLEDGED', 'OPEN', 'CLOSED']);
  });

  it('says how a score went within the period', () => {
    expect(sections(report).find(each => each.name === 'credit')?.rows[0]?.[4]).toBe('80 -> 60 (1)');
  });

  it('tells apart validators that are silent and chains whose headers carry no seals', () => {
    const unsealed: Report = {
      ...report,
      validators: report.validators.map(each => ({ ...each, proposed: null, signed: null })),
      sealed: { first: 1, last: 20, whole: true, unknown: 20, carried: false },
    };
    expect(sealNotes(unsealed.sealed)).toEqual([{ key: 'sealed.none', values: {} }]);
    expect(totals(unsealed).silentValidators).toBeNull();
    const table = sections(unsealed).find(each => each.name === 'validators');
    expect(csv([sheet(table!, 'v', key => key, words)])).toContain('0x6,a,,,20');
  });

  it('becomes a file that no spreadsheet program takes for formulas', () => {
    const orders = sections(report).find(each => each.name === 'workOrders');
    const text = csv([sheet(orders!, 'Work orders', key => key, words)]);
    expect(text.startsWith('\uFEFF# Work orders\r\nactions,orderTitle,number,id')).toBe(true);
    expect(text).toContain("'=two,2,0x2,DEFEATED");
    expect(text).toContain('1970-01-01T00:02:40Z');
  });

  it('names an order by what it does, whatever its proposer calls it', () => {
    const orders = sections(report).find(each => each.name === 'workOrders')!;
    expect(orders.columns.slice(0, 2).map(each => each.key)).toEqual(['actions', 'orderTitle']);
    const [upgrade, twice] = csv([sheet(orders, 'Work orders', key => key, words)])
      .split('\r\n')
      .slice(2);
    expect(upgrade).toMatch(
      new RegExp(`^${formTexts.en['kind.Contracts.upgrade']},Admit the land registry,1,`),
    );
    expect(twice).toMatch(new RegExp(`^${formTexts.en['kind.Institutions.suspend']} \\(×2\\),`));
  });

  it('quotes what would break a row', () => {
    expect(
      csv([{ name: 'x', columns: ['a'], rows: [['say "no", twice\nplease'], [null], [-5], ['-5']] }]),
    ).toBe('\uFEFF# x\r\na\r\n"say ""no"", twice\nplease"\r\n\r\n-5\r\n\'-5\r\n');
  });
});

describe('the blocks of a period', () => {
  const times = [0, 100, 110, 120, 120, 130, 200];
  const range = (from: number, to: number) =>
    blockRange(async number => times[number]!, { number: 6, time: 200 }, from, to);

  it('are those not before its start and not after its end', async () => {
    expect(await range(110, 130)).toEqual({ first: 2, last: 5 });
    expect(await range(111, 119)).toBeNull();
    expect(await range(120, 120)).toEqual({ first: 3, last: 4 });
    expect(await range(0, 1_000)).toEqual({ first: 0, last: 6 });
    expect(await range(201, 300)).toBeNull();
  });

  it('are found with few reads', async () => {
    let reads = 0;
    const found = await blockRange(
      async number => {
        reads += 1;
        return number * 2;
      },
      { number: 1_000_000, time: 2_000_000 },
      500_001,
      600_000,
    );
    expect(found).toEqual({ first: 250_001, last: 300_000 });
    expect(reads).toBeLessThan(45);
  });
});

describe('periods', () => {
  it('hold whole days of UTC, whatever the zone', () => {
    const period = periodOfDays('2027-03-01', '2027-03-02')!;
    expect(period.to - period.from).toBe(2 * 86_400 - 1);
    expect(period.from).toBe(Date.UTC(2027, 2, 1) / 1_000);
    expect(dayOf(period.from)).toBe('2027-03-01');
    expect(dayOf(period.to)).toBe('2027-03-02');
  });

  it('refuse what is none', () => {
    expect(periodOfDays('2027-03-02', '2027-03-01')).toBeNull();
    expect(periodOfDays('2027-02-30', '2027-03-01')).toBeNull();
    expect(periodOfDays('', '2027-03-01')).toBeNull();
  });

  it('reach back from now', () => {
    expect(periodUntil('week', 1_000_000)).toEqual({ from: 1_000_000 - 7 * 86_400 + 1, to: 1_000_000 });
  });
});

describe('printed pages', () => {
  it('carry header and numbers, whatever a network is called', () => {
    expect(pageRule('Report')).toContain('counter(page) " / " counter(pages)');
    expect(quoted('a"; } body { display: none } \\')).toBe('"a\\22 ; } body { display: none } \\5c "');
    expect(quoted('x\ny')).toBe('"x\\a y"');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { texts } from '../texts';
import { bySeverity } from './order';
import { ruleTexts } from './ruleTexts';
import { acknowledgements, mayAcknowledge, namedAlert, stateOf } from './stateOf';
import { subjectPath } from './subject';
import { gaps, worded } from './worded';

const MONITOR = '../server/src/main/java/io/govchain/console/monitor/Rule.java';
const STORE = '../server/src/main/java/io/govchain/console/store/Alerts.java';

/** The names of the server's rules, from its own list of them. */
function serverRules(): string[] {
  const source = readFileSync(MONITOR, 'utf8');
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+)\(\s*Severity\./gm)].map(match => match[1] as string);
  return names.map(name => name.toLowerCase().replaceAll('_', '-'));
}

/** What the server tells with each rule's findings, from where it makes them. */
function valuesTold(): Map<string, Set<string>> {
  const told = new Map<string, Set<string>>();
  for (const file of ['BusinessConditions', 'ChainConditions', 'Occurrences']) {
    const source = readFileSync(`../server/src/main/java/io/govchain/console/monitor/${file}.java`, 'utf8');
    for (const made of source.split('Finding.of(').slice(1)) {
      const rule = /Rule\.([A-Z_]+)/.exec(made)?.[1]?.toLowerCase().replaceAll('_', '-');
      const names = [...made.matchAll(/\.with\(\s*"(\w+)"/g)].map(match => match[1] as string);
      if (rule) told.set(rule, new Set([...(told.get(rule) ?? []), ...names]));
    }
  }
  return told;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

describe('words for alerts', () => {
  it('exist for every rule of the server, and for no other', () => {
    expect(serverRules().length).toBeGreaterThan(10);
    expect(Object.keys(ruleTexts.en).sort()).toEqual(serverRules().sort());
    expect(Object.keys(ruleTexts.zh).sort()).toEqual(serverRules().sort());
  });

  it('tell the same values in both languages', () => {
    for (const rule of Object.keys(ruleTexts.en) as (keyof typeof ruleTexts.en)[]) {
      expect(placeholders(ruleTexts.zh[rule]), rule).toEqual(placeholders(ruleTexts.en[rule]));
    }
  });

  it('say all that the server tells, and nothing that it does not tell', () => {
    const told = valuesTold();
    expect([...told.keys()].sort()).toEqual(serverRules().sort());
    for (const rule of Object.keys(ruleTexts.en) as (keyof typeof ruleTexts.en)[]) {
      const said = placeholders(ruleTexts.en[rule]).filter(each => each !== 'subject');
      expect(said, rule).toEqual([...(told.get(rule) ?? [])].sort());
    }
  });

  it('show a gap for a value that was not told', () => {
    expect(gaps('stands at {{block}} for {{seconds}} seconds')).toEqual({ block: '–', seconds: '–' });
  });

  it('exist for every severity of the server', () => {
    const declared = /enum Severity \{([^}]*)\}/.exec(readFileSync(STORE, 'utf8'))?.[1] ?? '';
    const severities = declared.split(',').map(each => each.trim());
    expect(severities).toContain('CRITICAL');
    for (const severity of severities) expect(texts.zh).toHaveProperty([`severity.${severity}`]);
  });

  it('put every value as what it is', () => {
    const wording = {
      count: (value: number) => `#${value}`,
      moment: (value: number) => `at ${value}`,
      word: (value: string) => value.toLowerCase(),
      name: (value: string) => value.slice(0, 4),
      listed: (all: readonly string[]) => all.join('、'),
    };
    const values = {
      seconds: 40,
      deadline: 1_700_000_000,
      before: 'UNANIMOUS',
      validator: `0x${'ab'.repeat(20)}`,
      silent: ['0x', 3],
      nothing: null,
      endpoint: 'https://a:1\u202e" (before: x)',
    };
    expect(worded(values, wording)).toEqual({
      seconds: '#40',
      deadline: 'at 1700000000',
      before: 'unanimous',
      validator: '0xab',
      silent: '0x、#3',
      nothing: '–',
      endpoint: '“https://a:1\\u{202e}\\u{22} (before: x)”',
    });
  });
});

describe('alerts', () => {
  it('come with the worst first, then the newest', () => {
    const alert = (severity: string, openedAt: number) => ({ severity, openedAt });
    const sorted = bySeverity([
      alert('WARNING', 1),
      alert('INFORMATION', 9),
      alert('CRITICAL', 2),
      alert('WARNING', 3),
    ]);
    expect(sorted.map(each => `${each.severity} ${each.openedAt}`)).toEqual([
      'CRITICAL 2',
      'WARNING 3',
      'WARNING 1',
      'INFORMATION 9',
    ]);
  });

  it('stay open when somebody has seen them, until their cause is gone', () => {
    const acknowledged = { account: '0x1', institution: '0x2', time: 5, comment: 'seen' };
    expect(stateOf({})).toBe('open');
    expect(stateOf({ acknowledged })).toBe('acknowledged');
    expect(stateOf({ acknowledged, closedAt: 9 })).toBe('closed');
  });

  it('are added to by accounts that have not said anything yet', () => {
    const by = (account: string) => ({ account, institution: '0x2', time: 5, comment: 'seen' });
    const alert = { id: '7', rule: 'chain-stalled', severity: 'CRITICAL', openedAt: 1, values: {} };
    expect(mayAcknowledge(alert, undefined)).toBe(true);
    const seen = { ...alert, acknowledged: by('0xA1'), alsoAcknowledged: [by('0xa2')] };
    expect(acknowledgements(seen).map(each => each.account)).toEqual(['0xA1', '0xa2']);
    expect([undefined, '0xa1', '0xa2', '0xa3'].map(account => mayAcknowledge(seen, account))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(mayAcknowledge({ ...seen, closedAt: 9 }, '0xa3')).toBe(false);
  });

  it('are signed with what they say, as the server compares it', () => {
    const alert = { id: '7', rule: 'chain-stalled', severity: 'CRITICAL', openedAt: 1, values: {} };
    expect(namedAlert(alert)).toBe('7 chain-stalled');
    const about = { ...alert, rule: 'credit-restricted', subject: { kind: 'institutions', id: '0x5' } };
    expect(namedAlert(about)).toBe('7 credit-restricted institutions/0x5');
  });

  it('lead to what they are about', () => {
    const path = (kind: string, rule = 'deadline-passed') =>
      subjectPath({ rule, subject: { kind, id: '0x1' } });
    expect(path('institutions')).toBe('/registers/institutions/0x1');
    expect(path('work-orders')).toBe('/orders/0x1');
    expect(path('transactions')).toBe('/transactions/0x1');
    expect(path('transactions', 'transaction-escalated')).toBe('/escalations/0x1');
    expect(path('pipelines')).toBe('/pipelines/0x1');
    expect(path('chain')).toBe('/');
    expect(path('elsewhere')).toBeUndefined();
    expect(subjectPath({ rule: 'x' })).toBeUndefined();
  });

  it('lead somewhere for every kind of subject that the server knows', () => {
    const source = readFileSync('../server/src/main/java/io/govchain/console/store/Kind.java', 'utf8');
    const kinds = [...source.matchAll(/^ {2}([A-Z_]+)[,;]/gm)].map(match => match[1] as string);
    expect(kinds).toContain('INSTITUTIONS');
    for (const kind of kinds) {
      const word = kind.toLowerCase().replaceAll('_', '-');
      expect(subjectPath({ rule: 'any', subject: { kind: word, id: '0x1' } }), word).toBeDefined();
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceCommands, generalCommands, reportCommands } from './commands';
import { periodOfDays } from './report/period';
import { texts } from './texts';

const CLI = '../../cli/src/main/java/io/govchain/cli';
const source = readdirSync(CLI)
  .filter(file => file.endsWith('.java'))
  .map(file => readFileSync(join(CLI, file), 'utf8'))
  .join('\n');

const commands = [
  ...generalCommands(),
  ...reportCommands({ from: 0, to: 1 }),
  ...evidenceCommands({}),
  ...evidenceCommands({
    transaction: `0x${'3c'.repeat(32)}`,
    step: 1,
    digest: `0x${'5b'.repeat(32)}`,
    contract: `0x${'77'.repeat(20)}`,
    chainId: 8601,
    subchain: 'court/evidence-chain',
    validators: [`0x${'1f'.repeat(20)}`, `0x${'9c'.repeat(20)}`],
  }),
  ...evidenceCommands({ node: 'http://10.0.0.7:8545', service: 'registry/crosschain-proxy' }),
];

describe('commands to check by oneself', () => {
  it.each(commands.map(command => command.line))('%s is one of the command line', line => {
    const words = line.split(/\s+/).filter(word => word !== '\\');
    expect(words[0]).toBe('./govchain');
    for (const word of words.slice(1, 3)) expect(source, word).toContain(`name = "${word}"`);
    for (const option of words.filter(each => each.startsWith('--')))
      expect(source, option).toContain(`"${option}"`);
  });

  it('say what they show in both languages', () => {
    for (const { shows } of commands) {
      expect(texts.zh).toHaveProperty([`shows.${shows}`]);
      expect(texts.en).toHaveProperty([`shows.${shows}`]);
    }
  });

  it('say what they ask: a node, where the rule is what nodes agree on; of a read nothing that cannot verify it', () => {
    const shows = (subject: Parameters<typeof evidenceCommands>[0]) =>
      evidenceCommands(subject).map(each => each.shows);
    expect(shows({ validators: ['0x1'] })).toContain('verify');
    expect(shows({ node: 'http://10.0.0.7:8545' })).toContain('verifyByNode');
    expect(shows({ node: 'http://10.0.0.7:8545', write: false })).not.toContain('verifyByNode');
  });

  it('fetch as an auditor first, as an operator first only where the console has a proxy', () => {
    const fetches = (proxied: boolean) =>
      evidenceCommands({ proxied })
        .map(each => each.shows)
        .filter(each => each.startsWith('fetch'));
    expect(fetches(false)).toEqual(['fetchOf', 'fetch']);
    expect(fetches(true)).toEqual(['fetch', 'fetchOf']);
  });

  it('name the period of a report: days where it is whole days, moments where it is not', () => {
    const line = (period: { from: number; to: number }) => reportCommands(period)[0]?.line;
    expect(line(periodOfDays('2027-03-01', '2027-03-31')!)).toBe(
      './govchain audit report --from 2027-03-01 --to 2027-03-31 --out govchain-audit-2027-03-01-2027-03-31-own.json',
    );
    expect(line({ from: 1_803_902_401, to: 1_803_945_599 })).toBe(
      './govchain audit report --from 2027-03-01T12:00:01Z --to 2027-03-01 --out govchain-audit-2027-03-01-2027-03-01-own.json',
    );
    expect(line({ from: 1_803_859_200, to: 1_803_945_598 })).toBe(
      './govchain audit report --from 2027-03-01 --to 2027-03-01T23:59:58Z --out govchain-audit-2027-03-01-2027-03-01-own.json',
    );
  });

  it('name exactly what was examined', () => {
    const verify = evidenceCommands({
      transaction: '0xab',
      step: 2,
      digest: '0xcd',
      contract: '0xef',
      validators: ['0x1', '0x2'],
      chainId: 7,
    });
    const line = verify.find(each => each.shows === 'verify')?.line.replaceAll(' \\\n    ', ' ');
    expect(line).toBe(
      './govchain evidence verify step-2.json --digest 0xcd --transaction 0xab --step 2 --contract 0xef --chain-id 7 --validators 0x1,0x2',
    );
  });
});

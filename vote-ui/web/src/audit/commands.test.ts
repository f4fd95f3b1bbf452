import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../parts/commandLine';
import { evidenceCommands, generalCommands, reportCommands, type EvidenceSubject } from './commands';
import { periodOfDays } from './report/period';
import { texts } from './texts';

const CLI = '../../cli/src/main/java/io/govchain/cli';
const source = readdirSync(CLI)
  .filter(file => file.endsWith('.java'))
  .map(file => readFileSync(join(CLI, file), 'utf8'))
  .join('\n');

const WORD = `0x${'ab'.repeat(32)}`;
const ADDRESS = `0x${'1f'.repeat(20)}`;
const verifying = (subject: EvidenceSubject) =>
  evidenceCommands(subject)
    .find(each => each.shows.startsWith('verify'))
    ?.line.replaceAll(' \\\n    ', ' ');

const commands = [
  ...generalCommands(),
  ...reportCommands({ from: 0, to: 1 }),
  ...evidenceCommands({}),
  ...evidenceCommands({
    transaction: `0x${'3c'.repeat(32)}`,
    step: 1,
    digest: `0x${'5b'.repeat(32)}`,
    about: 'outcome',
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

  it('are those that the command line is held to', () => {
    expect(commands.map(command => command.line.replaceAll(' \\\n    ', ' '))).toEqual(
      JSON.parse(readFileSync('../vectors/audit-commands.json', 'utf8')),
    );
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
    expect(shows({ validators: [ADDRESS] })).toContain('verify');
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
    const line = verifying({
      transaction: WORD,
      step: 2,
      digest: WORD,
      about: 'compensation',
      contract: ADDRESS,
      validators: [ADDRESS, ADDRESS],
      chainId: 7,
    });
    expect(line).toBe(
      `./govchain evidence verify step-2.json --digest ${WORD} --transaction ${WORD} --step 2 --action compensate --contract ${ADDRESS} --chain-id 7 --validators ${ADDRESS},${ADDRESS}`,
    );
    expect(verifying({ node: 'https://node.court.example:8545/rpc', confirmations: 12 })).toMatch(
      / --node https:\/\/node\.court\.example:8545\/rpc --confirmations 12$/,
    );
  });
});

const HOSTILE = [
  '; id > /tmp/pwned #',
  '$(id)',
  '`id`',
  "' ; id ; '",
  '" ; id ; "',
  '\nid\n',
  ' && id',
  ' --rpc http://192.0.2.1:8545',
  '|id',
  '\u202egnp.exe',
  '\u2066x',
  '\u3164',
  '\0',
  '{a,b}',
  '*',
  '~',
  '!!',
  '\\',
];
const GOOD = {
  transaction: WORD,
  digest: WORD,
  contract: ADDRESS,
  chainId: '8601',
  subchain: 'court/evidence-chain',
  node: 'http://10.0.0.7:8545/rpc',
  service: 'court/gateway',
};
const all = (subject: EvidenceSubject) => evidenceCommands(subject).map(each => each.line);

describe('a command to copy', () => {
  it('holds nothing that a shell would run, whatever was registered, and says what is left out', () => {
    for (const name of Object.keys(GOOD) as (keyof typeof GOOD)[]) {
      for (const text of HOSTILE) {
        for (const told of [text, `${GOOD[name]}${text}`, `${text}${GOOD[name]}`]) {
          const commands = evidenceCommands({ ...GOOD, [name]: told });
          expect(commands.flatMap(each => each.odd ?? []).every(odd => odd.name === name)).toBe(true);
          const left = commands.filter(each => each.odd !== undefined);
          expect(left.length, `${name} ${told}`).toBeGreaterThan(0);
          expect(left[0]?.odd).toEqual([{ name, told }]);
          for (const { line } of commands) expect(line).toMatch(/^[\w./:,\- ]+(?: \\\n {4}[\w./:,\- ]+)*$/);
        }
      }
    }
  });

  it('holds no hostile validator', () => {
    for (const text of HOSTILE) {
      const validators = [ADDRESS, `${ADDRESS}${text}`];
      expect(verifying({ validators })).toMatch(/ --validators 0x1f0a\.\.\.,0x9c01\.\.\.$/);
      const odd = evidenceCommands({ validators }).flatMap(each => each.odd ?? []);
      expect(odd).toEqual([{ name: 'validators', told: validators.join(', ') }]);
    }
  });

  it('takes a URL of http with host, port and path alone', () => {
    for (const node of [
      'file:///etc/passwd',
      'https://a:b@court.example/',
      'https://court.example/?key=1&x',
      'https://court.example:123456',
      'https://-court.example',
      'https://\u0441ourt.example',
      `https://${'a'.repeat(300)}`,
      'javascript:alert(1)',
      '',
    ])
      expect(verifying({ node }), node).toMatch(/ --node https:\/\/\.\.\.$/);
  });

  it('quotes what means something to a shell', () => {
    expect(verifying({ node: 'http://[2001:db8::1]:8545' })).toMatch(
      / --node 'http:\/\/\[2001:db8::1\]:8545'$/,
    );
    expect(shellWord("a'b")).toBe("'a'\\''b'");
  });

  it('says of every value that can be left out what it should have been', () => {
    for (const name of [...Object.keys(GOOD), 'validators', 'step']) {
      for (const key of [`odd.${name}`, `odd.${name}.form`]) {
        expect(texts.zh).toHaveProperty([key]);
        expect(texts.en).toHaveProperty([key]);
      }
    }
  });

  it('is well formed where all that is told is', () => {
    expect(evidenceCommands(GOOD).flatMap(each => each.odd ?? [])).toEqual([]);
    expect(all(GOOD).join('\n')).toContain('--node http://10.0.0.7:8545/rpc');
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegisterRecord } from '../registers/kinds';
import { attributesText, EMPTY, filedKey, problemsOf, type ApplicationDraft } from './application';
import { checklist, POINTS, pointsOf, progress, type Facts, type PointName } from './checklist';
import { commandsFor } from './commands';

const DIGEST = `0x${'a'.repeat(64)}`;
const known = { codes: new Set(['registry']), filed: new Set([filedKey('notary', DIGEST)]) };
const good: ApplicationDraft = {
  code: 'tax',
  name: '市税务局',
  category: 'GOVERNANCE',
  documentDigest: DIGEST,
  attributes: { email: 'a@b.cn', business: 'tax' },
};
const wrong = (part: Partial<ApplicationDraft>) => problemsOf({ ...good, ...part }, known);

describe('application for membership', () => {
  it('can be filed when everything is well formed', () => {
    expect(wrong({})).toEqual({});
  });

  it('is checked as it is typed', () => {
    expect(problemsOf(EMPTY, known)).toEqual({
      code: 'missing',
      name: 'missing',
      category: 'missing',
      documentDigest: 'missing',
    });
    expect(wrong({ code: 'Tax' })).toEqual({ code: 'code' });
    expect(wrong({ code: 'registry' })).toEqual({ code: 'taken' });
    expect(wrong({ name: '局'.repeat(67) })).toEqual({ name: 'long' });
    expect(wrong({ documentDigest: '0x12' })).toEqual({ documentDigest: 'digest' });
    expect(wrong({ attributes: { email: 'nobody' } })).toEqual({ email: 'email' });
    expect(wrong({ attributes: { business: 'x'.repeat(4096) } })).toEqual({ business: 'long' });
  });

  it('is not filed twice with the same document', () => {
    expect(wrong({ code: 'notary', documentDigest: DIGEST.toUpperCase().replace('0X', '0x') })).toEqual({
      documentDigest: 'filed',
    });
  });

  it('says only what was filled in, always in the same order', () => {
    expect(attributesText({ email: ' a@b.cn ', registrationNumber: '91', address: '' })).toBe(
      '{"registrationNumber":"91","email":"a@b.cn"}',
    );
    expect(attributesText({})).toBe('');
  });
});

const record = (kind: string, status: string, more: Record<string, unknown> = {}): RegisterRecord => ({
  id: `${kind} ${JSON.stringify(more)}`,
  kind,
  label: kind,
  status,
  ...more,
});
const nothing: Facts = {
  institution: undefined,
  accounts: [],
  keys: [],
  nodes: [],
  services: [],
  subchains: [],
  contracts: [],
  applications: [],
  pipelines: [],
  settled: 0,
};
const account = (role: string, status = 'ACTIVE') => record('accounts', status, { role });
const everything: Facts = {
  institution: record('institutions', 'ACTIVE'),
  accounts: [account('GOVERNOR'), account('OPERATOR'), account('CROSS_CHAIN')],
  keys: [],
  nodes: [],
  services: [
    record('services', 'ACTIVE', { chainKind: 'SUBCHAIN_PROXY', pairedWith: 'b' }),
    record('services', 'ACTIVE', { chainKind: 'CROSSCHAIN_PROXY', pairedWith: 'a' }),
  ],
  subchains: [record('subchains', 'ACTIVE')],
  contracts: [record('business-contracts', 'ACTIVE')],
  applications: [record('applications', 'ACTIVE')],
  pipelines: [record('pipelines', 'ACTIVE')],
  settled: 1,
};
const states = (facts: Partial<Facts>, from: Facts = everything) =>
  Object.fromEntries(checklist({ ...from, ...facts }).map(point => [point.name, point.state])) as Record<
    PointName,
    string
  >;

describe('set-up of a member', () => {
  it('is ticked by facts of the chain alone', () => {
    const points = checklist(everything);

    expect(progress(points)).toEqual({
      done: 11,
      of: 11,
      optional: 2,
    });
    expect(states({})).toMatchObject({ node: 'open', protocolKey: 'open' });
  });

  it('begins with the admission, and says what comes later', () => {
    const begin = states({}, nothing);

    expect(begin.admitted, 'genesis institutions vote on it').toBe('waiting');
    expect(
      pointsOf(undefined)
        .slice(1)
        .every(name => begin[name] === 'later'),
    ).toBe(true);
    expect(states({ institution: everything.institution }, nothing)).toMatchObject({
      governor: 'open',
      operator: 'open',
      services: 'later',
    });
  });

  it('waits for those who vote and authorise', () => {
    expect(states({ accounts: [account('GOVERNOR'), account('OPERATOR', 'REQUESTED')] })).toMatchObject({
      operator: 'waiting',
      crosschain: 'open',
    });
    expect(states({ pipelines: [record('pipelines', 'REQUESTED')], settled: 0 }).pipeline).toBe('waiting');
    expect(states({ nodes: [record('nodes', 'REQUESTED')] }).node).toBe('waiting');
  });

  it('counts a protocol key when others have confirmed it, whichever account holds it', () => {
    const holding = (status: string, own = 'ACTIVE') => {
      const holder = record('accounts', own, { role: 'AUDITOR' });
      return states({
        accounts: [...everything.accounts, holder],
        keys: [{ account: holder.id, status }],
      }).protocolKey;
    };

    expect(holding('REGISTERED')).toBe('waiting');
    expect(holding('CONFIRMED')).toBe('done');
    expect(holding('REVOKED')).toBe('open');
    expect(holding('CONFIRMED', 'REVOKED')).toBe('open');
    expect(states({ accounts: [account('GOVERNOR')] }).protocolKey, 'nobody signs messages yet').toBe(
      'later',
    );
  });

  it('does not count what was stopped', () => {
    expect(states({ subchains: [record('subchains', 'RETIRED')] }).subchain).toBe('open');
    expect(states({ services: everything.services.slice(0, 1) }).services).toBe('open');
    expect(states({ institution: record('institutions', 'SUSPENDED') }).admitted).toBe('waiting');
  });
});

describe('set-up of an auditor', () => {
  const institution = record('institutions', 'ACTIVE', { category: 'AUDIT' });
  const accounts = [account('GOVERNOR'), account('OPERATOR'), account('AUDITOR')];

  it('asks for nothing that only partners of pipelines have', () => {
    expect(checklist({ ...nothing, institution }).map(point => point.name)).toEqual([
      'admitted',
      'governor',
      'operator',
      'auditor',
      'node',
    ]);
    for (const category of ['GENESIS', 'GOVERNANCE'])
      expect(pointsOf({ ...institution, category })).not.toContain('auditor');
  });

  it('is not complete without its node', () => {
    const points = (more: Partial<Facts>) => checklist({ ...nothing, institution, ...more });

    expect(progress(points({ accounts }))).toEqual({ done: 4, of: 5, optional: 0 });
    const nodes = [record('nodes', 'ADMITTED')];
    expect(progress(points({ accounts, nodes }))).toEqual({ done: 5, of: 5, optional: 0 });
  });

  it('waits for its auditor’s account, which is of no other role', () => {
    const asked = states({ institution, accounts: [account('AUDITOR', 'REQUESTED')] }, nothing);
    expect(asked).toMatchObject({ auditor: 'waiting', operator: 'open', node: 'later' });
    expect(states({ institution, accounts: [account('CROSS_CHAIN')] }, nothing).auditor).toBe('open');
  });

  it('consents to the account in the command line’s word for the role', () => {
    const wire = readFileSync(
      resolve(
        import.meta.dirname,
        '../../../../contract-bindings/src/main/java/io/govchain/governance/Account.java',
      ),
      'utf8',
    );
    expect(wire).toMatch(/\bAUDITOR\b/);
    expect(commandsFor('auditor', 'bureau', 190026).join()).toContain(
      'account consent --institution bureau --role auditor ',
    );
  });
});

describe('commands to run elsewhere', () => {
  const documents = ['operations.md', 'applications.md', 'voting.md']
    .map(name => readFileSync(resolve(import.meta.dirname, '../../../../docs', name), 'utf8'))
    .join('\n');

  it('are those of the documents, with the member’s own code', () => {
    const commands = POINTS.flatMap(point => commandsFor(point, 'tax', 190026)).join('\n');
    const used = [...commands.matchAll(/\.\/govchain ([a-z-]+(?: [a-z-]+)?)/g)].map(match =>
      match[1]!.trim(),
    );

    expect(used.length).toBeGreaterThan(7);
    for (const command of used) expect(documents, command).toContain(`./govchain ${command}`);
    const options = [...commands.matchAll(/ (--[a-z-]+)/g)].map(match => match[1]!);
    for (const option of options) expect(documents, option).toContain(option);
    expect(commands).toContain('--institution tax');
    expect(commands).toContain('--chain-id 190026');
  });

  it('hold a code or the place of one, and nothing else that a register tells', () => {
    for (const told of ['tax; id', '$(id)', '`id`', "tax' id", 'tax\nid', 'tax \u202e', '']) {
      const lines = POINTS.flatMap(point => commandsFor(point, told, 190026)).join('\n');
      expect(lines).toBe(POINTS.flatMap(point => commandsFor(point, 'CODE', 190026)).join('\n'));
    }
  });
});

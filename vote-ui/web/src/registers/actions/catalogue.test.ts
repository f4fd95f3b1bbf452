import { describe, expect, it } from 'vitest';
import { kindOf } from '../../orders/kinds';
import { decodeAnchors, encodeAnchors } from '../../chain/anchors';
import { interfaceOf, type ContractName } from '../../chain/contracts';
import type { RegisterRecord } from '../kinds';
import { NOBODY, offered, type ContractCall } from './action';
import { ACTIONS, ORDERS, REGISTRATIONS } from './catalogue';
import type { Field, Values } from './fields';
import { actionTexts } from '../texts.actions';

const ID = `0x${'5'.repeat(64)}`;
const ADDRESS = `0x${'1'.repeat(40)}`;
const MINE = `0x${'a'.repeat(64)}`;
const OTHER = `0x${'b'.repeat(64)}`;

/** A good value for every type of field. */
function sample(field: Field): unknown {
  const type = field.type;
  switch (type.is) {
    case 'number':
      return type.min;
    case 'digits':
      return String(2n ** BigInt(type.bits) - 1n);
    case 'time':
      return 2_000_000_000;
    case 'word':
      return type.among[0];
    case 'record':
      return type.kind === 'accounts' ? ADDRESS : ID;
    case 'address':
      return ADDRESS;
    case 'publicKey':
      return `0x04${'2'.repeat(128)}`;
    case 'fingerprint':
    case 'digest':
      return ID;
    case 'bytes':
      return '0x6000';
    case 'functions':
      return [
        { signature: 'store(bytes32)', kind: 'WRITE', compensator: 'withdraw(bytes32)' },
        { signature: 'withdraw(bytes32)', kind: 'WRITE', compensator: '' },
      ];
    case 'anchors':
      return { rule: 'NODE_AGREEMENT', agreement: 1, nodes: ['http://127.0.0.1:8545'], validators: [] };
    case 'consent':
      return { account: ADDRESS, publicKey: `0x${'2'.repeat(128)}`, consent: `0x${'3'.repeat(130)}` };
    case 'nodeConsent':
      return {
        chainId: 1,
        institution: 'a',
        publicKey: `0x${'2'.repeat(128)}`,
        proof: `0x${'3'.repeat(130)}`,
      };
    case 'possession':
      return {
        account: ADDRESS,
        suite: 'SM',
        publicKey: `0x${'2'.repeat(128)}`,
        proof: `0x${'3'.repeat(128)}`,
      };
    case 'waitingKey':
      return { suite: 'SM', version: 1 };
    default:
      return 'word';
  }
}

const values = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map(field => [field.name, sample(field)]));

function record(kind: string, more: Partial<RegisterRecord> = {}): RegisterRecord {
  const id = kind === 'accounts' ? ADDRESS : ID;
  return { id, kind, label: 'a/b', status: 'ACTIVE', institution: MINE, number: 7, ...more };
}

function encode(call: ContractCall): string {
  return interfaceOf(call.contract as ContractName).encodeFunctionData(call.fn, [...call.args]);
}

describe('catalogue of actions', () => {
  it.each(ACTIONS.map(action => [action.kind, action.name, action] as const))(
    '%s: %s is a call that the contract has, with arguments that it takes',
    (kind, _name, action) => {
      expect(encode(action.call(values(action.fields), record(kind)))).toMatch(/^0x[0-9a-f]{8}/);
    },
  );

  it.each(REGISTRATIONS.map(each => [each.name, each] as const))(
    '%s is a call that the contract has',
    (_, each) => {
      expect(encode(each.call(values(each.fields)))).toMatch(/^0x[0-9a-f]{8}/);
    },
  );

  it('covers every call that the first block lets accounts make themselves', () => {
    const covered = new Set(
      [
        ...ACTIONS.map(each => each.call(values(each.fields), record(each.kind))),
        ...REGISTRATIONS.map(each => each.call(values(each.fields))),
      ].map(call => `${call.contract}.${call.fn}`),
    );
    // What has a page of its own or is for machines alone.
    const elsewhere = [
      'Institutions.applyForMembership',
      'Institutions.recordRejection',
      'Pipelines.request',
      'Pipelines.amend',
      'DataLedger.recordUse',
      'Transactions.record',
    ];
    for (const call of SELF_SERVICE) {
      if (!elsewhere.includes(call)) expect(covered).toContain(call);
    }
  });

  it('opens only order forms that there are, with fields that they have', () => {
    for (const { order, kind, values: given } of ORDERS) {
      const form = kindOf(order);
      expect(form?.key, order).toBe(order);
      expect(form!.fields.map(field => field.name)).toEqual(
        expect.arrayContaining(Object.keys(given(record(kind)))),
      );
    }
  });

  it('has texts in both languages for every action, order and field', () => {
    for (const { name, fields } of [...ACTIONS, ...REGISTRATIONS]) {
      for (const key of [`action.${name}`, `effect.${name}`, ...fields.map(field => `field.${field.name}`)]) {
        expect(Object.keys(actionTexts.zh), name).toContain(key);
        expect(Object.keys(actionTexts.en), name).toContain(key);
      }
    }
    for (const { order } of ORDERS) expect(Object.keys(actionTexts.zh)).toContain(`order.${order}`);
  });
});

/** From `GenesisPermissions.sol`. */
const SELF_SERVICE = [
  ...['applyForMembership', 'withdrawApplication', 'withdraw', 'review', 'recordRejection'].map(
    fn => `Institutions.${fn}`,
  ),
  'Nodes.request',
  ...['register', 'update', 'pair', 'suspend', 'resume', 'retire', 'rotateCertificate'].map(
    fn => `Services.${fn}`,
  ),
  ...[
    'registerSubchain',
    'registerApplication',
    'registerContract',
    'setSubchainStatus',
    'setApplicationStatus',
  ].map(fn => `Subchains.${fn}`),
  ...['setContractStatus', 'updateTrustAnchors', 'updateApplication', 'offerSubchain', 'acceptSubchain'].map(
    fn => `Subchains.${fn}`,
  ),
  'Subchains.classifyContract',
  ...['request', 'authorise', 'suspend', 'resume', 'close', 'amend', 'acceptAmendment'].map(
    fn => `Pipelines.${fn}`,
  ),
  ...['register', 'confirm', 'revoke'].map(fn => `ProtocolKeys.${fn}`),
  'Contracts.construct',
  ...[
    'found',
    'invite',
    'join',
    'withdrawConsent',
    'leave',
    'setRole',
    'offerLead',
    'acceptLead',
    'addSubchain',
  ].map(fn => `Alliances.${fn}`),
  ...['removeSubchain', 'support', 'offerMerge', 'acceptMerge'].map(fn => `Alliances.${fn}`),
  ...['register', 'describe', 'raise', 'suspend', 'resume', 'retire', 'grant', 'revoke', 'recordUse'].map(
    fn => `DataLedger.${fn}`,
  ),
  'Transactions.record',
];

describe('who may', () => {
  const names = (kind: string, actor: Parameters<typeof offered>[2], more: Partial<RegisterRecord> = {}) =>
    offered(ACTIONS, record(kind, more), actor)
      .filter(each => each.may.may)
      .map(each => each.action.name);
  const operator = { account: ADDRESS, institution: MINE, code: 'mine', role: 'OPERATOR' };
  const governor = { ...operator, role: 'GOVERNOR' };

  it('lets an operator run the services of its own institution only', () => {
    expect(names('services', operator)).toContain('suspendService');
    expect(names('services', { ...operator, institution: OTHER })).toEqual([]);
    expect(names('services', governor)).toEqual([]);
    expect(names('services', undefined)).toEqual([]);
  });

  it('lets a governor freeze accounts of its own institution, and nobody without an active role', () => {
    expect(names('accounts', governor)).toEqual(expect.arrayContaining(['freezeAccount', 'revokeAccount']));
    expect(names('accounts', { ...governor, role: 'NONE' })).toEqual([]);
    const other = { ...governor, account: `0x${'9'.repeat(40)}`, institution: OTHER };
    expect(names('accounts', { ...other, category: 'GENESIS' })).toEqual(['confirmKey']);
    expect(names('accounts', { ...other, category: 'GOVERNANCE' })).toEqual([]);
  });

  it('lets genesis institutions alone review an application', () => {
    const pending = { status: 'PENDING' };
    expect(names('membership-applications', { ...operator, category: 'GENESIS' }, pending)).toEqual([
      'review',
    ]);
    expect(names('membership-applications', { ...operator, category: 'AUDIT' }, pending)).toEqual([]);
  });

  it('says why not', () => {
    const of = (actor: Parameters<typeof offered>[2]) =>
      offered(ACTIONS, record('services'), actor).find(each => each.action.name === 'suspendService')!.may;

    expect(of(undefined)).toEqual({ may: false, why: 'connect' });
    expect(of({ account: ADDRESS })).toEqual({ may: false, why: 'inactive' });
    expect(of(governor)).toEqual({ may: false, why: 'role' });
    expect(of({ ...operator, institution: OTHER })).toEqual({ may: false, why: 'owner' });
  });

  it('offers only what the state of a record allows', () => {
    expect(names('services', operator, { status: 'SUSPENDED' })).toContain('resumeService');
    expect(names('services', operator, { status: 'SUSPENDED' })).not.toContain('suspendService');
    expect(names('services', operator, { status: 'RETIRED' })).toEqual([]);
  });

  it('has the second side agree to the terms that it was shown, and to no others', () => {
    const ends = { source: { institution: MINE }, target: { institution: OTHER } };
    const shown = { ...record('pipelines'), ...ends, shownConstraint: `0x${'77'.repeat(32)}` };
    const arguments_ = (name: string, given: RegisterRecord) =>
      ACTIONS.find(action => action.name === name)?.call({}, given).args;

    expect(arguments_('authorisePipeline', shown)).toEqual([shown.id, shown.shownConstraint]);
    expect(arguments_('acceptAmendment', { ...shown, amendment: { number: 9, by: OTHER } })).toEqual([
      shown.id,
      9,
      shown.shownConstraint,
    ]);
    expect(arguments_('authorisePipeline', record('pipelines')), 'the chain refuses this').toEqual([
      shown.id,
      NOBODY,
    ]);
  });

  it('lets the target alone authorise a pipeline, and both sides stop it', () => {
    const ends = { source: { institution: MINE }, target: { institution: OTHER } };
    const target = { ...operator, institution: OTHER };

    expect(names('pipelines', operator, { ...ends, status: 'REQUESTED' })).toEqual(['closePipeline']);
    expect(names('pipelines', target, { ...ends, status: 'REQUESTED' })).toContain('authorisePipeline');
    expect(names('pipelines', target, ends)).toEqual(
      expect.arrayContaining(['suspendPipeline', 'closePipeline']),
    );
    expect(names('pipelines', operator, { ...ends, amendment: { number: 9, by: OTHER } })).toContain(
      'acceptAmendment',
    );
    expect(names('pipelines', target, { ...ends, amendment: { number: 9, by: OTHER } })).not.toContain(
      'acceptAmendment',
    );
  });

  it('goes by the role in an alliance', () => {
    const members = [
      { institution: MINE, role: 'LEAD' },
      { institution: OTHER, role: 'MEMBER' },
    ];
    const other = { ...operator, institution: OTHER };

    expect(names('alliances', operator, { members })).toEqual(
      expect.arrayContaining(['inviteToAlliance', 'setAllianceRole']),
    );
    expect(names('alliances', other, { members })).toContain('supportMotion');
    expect(names('alliances', other, { members })).not.toContain('inviteToAlliance');
    expect(names('alliances', { ...operator, institution: ID }, { members })).toContain('joinAlliance');
  });

  it('offers the lead to whom it was offered, and a merger once there is an offer', () => {
    const members = [
      { institution: MINE, role: 'LEAD' },
      { institution: OTHER, role: 'MEMBER' },
    ];
    const other = { ...operator, institution: OTHER };
    const offers = { members, leadOfferedTo: OTHER, mergeOfferedTo: ID };

    expect(names('alliances', other, offers)).toContain('acceptLead');
    expect(names('alliances', operator, offers)).not.toContain('acceptLead');
    expect(names('alliances', other, { members })).not.toContain('acceptLead');
    expect(names('alliances', other, offers)).toContain('acceptMerge');
    expect(names('alliances', other, { members })).not.toContain('acceptMerge');
  });
});

describe('trust anchors', () => {
  it('are read back as they were written', () => {
    const nodes = {
      rule: 'NODE_AGREEMENT',
      agreement: 2,
      nodes: ['http://a:1', 'https://节点.example:1'],
      validators: [],
    };
    const seals = { rule: 'QBFT_SEALS', agreement: 1, nodes: [], validators: [ADDRESS] };
    const followed = {
      ...seals,
      contract: { address: ADDRESS, slot: ID, codeHash: '', implementation: ADDRESS },
    };

    const deep = { ...nodes, confirmations: 64 };
    for (const each of [nodes, deep, seals, followed])
      expect(decodeAnchors(each.rule, encodeAnchors(each))).toEqual(each);
  });

  it('are encoded as the Java codec encodes them', () => {
    const seals = { rule: 'QBFT_SEALS', agreement: 1, nodes: [], validators: [ADDRESS] };

    expect(encodeAnchors(seals)).toBe(
      `0x${'0'.repeat(62)}20${'0'.repeat(63)}1${'0'.repeat(24)}${'11'.repeat(20)}`,
    );
    expect(decodeAnchors('QBFT_SEALS', '0x1234')).toBeUndefined();
  });
});

import { textOf, type RegisterRecord } from '../kinds';
import { ordinal } from '../terms';
import { anybody, hasStatus, idOrNobody, NOBODY, text, type Action, type Registration } from './action';
import { DATA_REGISTRATIONS, institution } from './dataSets';
import type { Field, Values } from './fields';
import type { Actor } from './rules';

/** A member of an alliance as its record lists it. */
export interface Member {
  readonly institution: string;
  readonly role: string;
}

const ROLES = ['LEAD', 'STEWARD', 'MEMBER', 'OBSERVER'];
const ACTIVE = hasStatus('ACTIVE');

/** The members that the record lists; none where the list was not given. */
export function membersOf(alliance: RegisterRecord): Member[] {
  const list = alliance.memberList ?? alliance.members;
  return Array.isArray(list) ? (list as Member[]) : [];
}

const roleIn = (alliance: RegisterRecord, actor: Actor | undefined): string | undefined =>
  membersOf(alliance).find(member => member.institution === actor?.institution)?.role;

/** The institutions whose role in the alliance is at least this one. */
const withRole = (least: string) => (alliance: RegisterRecord) =>
  membersOf(alliance)
    .filter(member => ROLES.indexOf(member.role) >= 0 && ROLES.indexOf(member.role) <= ROLES.indexOf(least))
    .map(member => member.institution);

/** To whom the record's history says that this is offered now. */
const offeredTo = (name: 'leadOfferedTo' | 'mergeOfferedTo') => (alliance: RegisterRecord) =>
  textOf(alliance, name) === '' ? [] : [textOf(alliance, name)];
const isOffered = (name: 'leadOfferedTo' | 'mergeOfferedTo') => (alliance: RegisterRecord) =>
  ACTIVE(alliance) && offeredTo(name)(alliance).length > 0;

const outside = (alliance: RegisterRecord, actor: Actor | undefined) =>
  actor !== undefined && roleIn(alliance, actor) === undefined;

const alliance = (name: string, optional = false): Field => ({
  name,
  type: { is: 'record', kind: 'alliances', from: 'active' },
  optional,
});
const subchain: Field = {
  name: 'subchain',
  type: { is: 'record', kind: 'subchains', from: 'active' },
};

type Arguments = (values: Values, record: RegisterRecord) => unknown[];

function ofAlliance(
  name: string,
  fn: string,
  least: string | undefined,
  fields: readonly Field[],
  args: Arguments,
  more: Partial<Action> = {},
): Action {
  return {
    name,
    kind: 'alliances',
    audience: 'MEMBER',
    owners: least === undefined ? anybody : withRole(least),
    when: ACTIVE,
    fields,
    call: (values, record) => ({ contract: 'Alliances', fn, args: args(values, record) }),
    ...more,
  };
}

const subject: Field = { ...institution('subject'), when: values => values.motion !== 'DISSOLVE' };

/** What members do with alliances. */
export const ALLIANCE_ACTIONS: readonly Action[] = [
  ofAlliance('joinAlliance', 'join', undefined, [], (_, record) => [record.id], {
    when: (record, actor) => ACTIVE(record) && outside(record, actor),
  }),
  ofAlliance('inviteToAlliance', 'invite', 'STEWARD', [institution('institution')], (values, record) => [
    record.id,
    text(values, 'institution'),
  ]),
  ofAlliance(
    'withdrawConsent',
    'withdrawConsent',
    undefined,
    [institution('institution')],
    (values, record) => [record.id, text(values, 'institution')],
  ),
  ofAlliance('addSubchain', 'addSubchain', 'OBSERVER', [subchain], (values, record) => [
    record.id,
    text(values, 'subchain'),
  ]),
  ofAlliance('removeSubchain', 'removeSubchain', 'OBSERVER', [subchain], (values, record) => [
    record.id,
    text(values, 'subchain'),
  ]),
  ofAlliance(
    'setAllianceRole',
    'setRole',
    'LEAD',
    [
      institution('institution'),
      {
        name: 'allianceRole',
        type: { is: 'word', of: 'AllianceRole', among: ['STEWARD', 'MEMBER', 'OBSERVER'] },
      },
    ],
    (values, record) => [
      record.id,
      text(values, 'institution'),
      ordinal('AllianceRole', text(values, 'allianceRole')),
    ],
  ),
  ofAlliance('offerLead', 'offerLead', 'LEAD', [institution('institution', true)], (values, record) => [
    record.id,
    idOrNobody(values, 'institution'),
  ]),
  ofAlliance('acceptLead', 'acceptLead', 'OBSERVER', [], (_, record) => [record.id], {
    owners: offeredTo('leadOfferedTo'),
    when: isOffered('leadOfferedTo'),
  }),
  ofAlliance(
    'supportMotion',
    'support',
    'MEMBER',
    [
      { name: 'motion', type: { is: 'word', of: 'Motion', among: ['EXCLUDE', 'REPLACE', 'DISSOLVE'] } },
      subject,
    ],
    (values, record) => [
      record.id,
      ordinal('Motion', text(values, 'motion')),
      values.motion === 'DISSOLVE' ? idOrNobody({}, 'subject') : text(values, 'subject'),
    ],
  ),
  ofAlliance('offerMerge', 'offerMerge', 'LEAD', [alliance('into', true)], (values, record) => [
    record.id,
    idOrNobody(values, 'into'),
  ]),
  // By the lead of the alliance that it is offered to, which this record does not name: the contract looks.
  ofAlliance(
    'acceptMerge',
    'acceptMerge',
    undefined,
    [],
    (_, record) => [record.id, textOf(record, 'mergeOfferedTo') || NOBODY],
    { when: isOffered('mergeOfferedTo'), final: true },
  ),
  ofAlliance('leaveAlliance', 'leave', 'OBSERVER', [], (_, record) => [record.id], { final: true }),
];

export const SHARING_REGISTRATIONS: readonly Registration[] = [
  {
    name: 'foundAlliance',
    kind: 'alliances',
    audience: 'MEMBER',
    fields: [
      { name: 'code', type: { is: 'code' } },
      { name: 'name', type: { is: 'text', max: 200 } },
      { name: 'scenario', type: { is: 'code' } },
      alliance('origin', true),
    ],
    call: values => ({
      contract: 'Alliances',
      fn: 'found',
      args: [
        text(values, 'code'),
        text(values, 'name'),
        text(values, 'scenario'),
        idOrNobody(values, 'origin'),
      ],
    }),
  },
  ...DATA_REGISTRATIONS,
];

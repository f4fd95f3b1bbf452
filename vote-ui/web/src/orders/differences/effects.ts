import { id as keccakOfText, type Result } from 'ethers';
import { ENUMS } from '../../generated/contracts';
import type { ContractName } from '../../chain/contracts';
import { read, type Value } from '../../chain/reads';
import type { Rpc } from '../../chain/rpc';
import { constantOf, TERMS_OF, word } from '../../chain/words/constants';
import { functionNames, roleName } from '../../chain/words/names';
import { both, quoted, sentence, type Sentence } from '../../chain/words/sentence';
import { likenesses } from '../alike/likenesses';
import { CREDIT_RULES } from '../kinds';
import { constant, field, hex, number, seconds, yesNo } from './said';

/** A value that a call sets: what it is, which one on the chain, what it is there now, and what it will be. */
export interface Effect {
  what: Sentence;
  /** The same for two calls that set the same value. */
  subject: string;
  before: Sentence;
  after: Sentence;
  /** What whoever decides must look at. */
  warnings?: readonly Sentence[];
}

type Fields = Record<string, Value>;
/** Reads what a call's arguments concern, and says what it sets. */
type Effects = (given: Result, rpc: Rpc) => Promise<Effect[]>;

const STATE = sentence('state', '状态');
const RESTRICTED = sentence('may not open transactions', '限制发起事务');
const AS_BEFORE = sentence('what it was before it was frozen', '冻结前的状态');

function of(contract: ContractName, view: string, args: unknown[], type: string) {
  return async (rpc: Rpc, after: string | Sentence): Promise<Effect> => {
    const record = await read<Fields>(rpc, contract, view, args);
    return {
      what: STATE,
      subject: `${contract}.${view} ${args.join(' ')} status`,
      before: constant(type, record.status),
      after: typeof after === 'string' ? word(after, after, TERMS_OF[type]) : after,
    };
  };
}

/** A call on one record, known by its first argument, that leaves it in a state. */
const status =
  (contract: ContractName, view: string, type: string, after: string | Sentence): Effects =>
  async ([id], rpc) => [await of(contract, view, [id], type)(rpc, after)];

const institution = (after: string) => status('Institutions', 'institution', 'IInstitutions.Status', after);
const service = (after: string | Sentence) => status('Services', 'service', 'IServices.Status', after);
const pipeline = (after: string | Sentence) => status('Pipelines', 'pipeline', 'IPipelines.Status', after);
const dataSet = (after: string | Sentence) => status('DataLedger', 'dataSet', 'IDataLedger.Status', after);
const governed = (after: string) => status('Contracts', 'governedContract', 'IContracts.Status', after);

/** An account's calls concern whoever holds it after rotations. */
const account =
  (after: string): Effects =>
  async ([address], rpc) => {
    const holder = await read<string>(rpc, 'Accounts', 'holderOf', [address]);
    return [await of('Accounts', 'account', [holder], 'IAccounts.Status')(rpc, after)];
  };

const protocolKey =
  (after: string): Effects =>
  async ([owner, suite, version], rpc) => [
    await of('ProtocolKeys', 'protocolKey', [owner, suite, version], 'IProtocolKeys.KeyStatus')(rpc, after),
  ];

/** Where the registry of subchains keeps each kind of item; a test holds it to have all of them. */
export const ITEM_VIEWS: Readonly<Record<string, string>> = {
  SUBCHAIN: 'subchain',
  APPLICATION: 'application',
  CONTRACT: 'businessContract',
};

/** An item's kind is told by the first argument; of one that the page does not know nothing is read, and it says so. */
const item =
  (after: 'FROZEN' | Sentence): Effects =>
  async ([kind, id], rpc) => {
    const view = ITEM_VIEWS[ENUMS['ISubchains.Item']?.[Number(kind)] ?? ''];
    if (view !== undefined) return [await of('Subchains', view, [id], 'ISubchains.Status')(rpc, after)];
    const unknown = sentence(`not read: item of unknown kind ${kind}`, `未能读取：未知类型 ${kind} 的登记项`);
    return [
      value(
        STATE,
        `item ${kind} ${id}`,
        unknown,
        typeof after === 'string' ? word(after, after, 'ItemStatus') : after,
      ),
    ];
  };

const grant =
  (after: string): Effects =>
  async ([id, grantee], rpc) => [
    await of('DataLedger', 'grantOf', [id, grantee], 'IDataLedger.GrantStatus')(rpc, after),
  ];

const value = (what: Sentence, subject: string, before: Sentence, after: Sentence): Effect => ({
  what,
  subject,
  before,
  after,
});

const admitMember: Effects = async ([id], rpc) => {
  const application = await read<Fields>(rpc, 'Institutions', 'membershipApplication', [id]);
  const type = 'IInstitutions.ApplicationStatus';
  const code = String(application.code);
  const member = await read<Fields>(rpc, 'Institutions', 'institution', [keccakOfText(code)]);
  const name = quoted(code);
  const pending = ENUMS['IInstitutions.ApplicationStatus']?.[Number(application.status)] === 'PENDING';
  const warnings = pending ? await likenesses(rpc, String(id), { code, name: String(application.name) }) : [];
  return [
    value(
      sentence('state of the application', '申请的状态'),
      `application ${id}`,
      constant(type, application.status),
      word('ADMITTED', '', 'ApplicationStatus'),
    ),
    value(
      sentence(`institution ${name.en}`, `机构${name.zh}`),
      `Institutions.institution ${keccakOfText(code)} status`,
      constant('IInstitutions.Status', member.status),
      word('ACTIVE', '', 'InstitutionStatus'),
    ),
  ].map((each, at) => (at === 0 ? { ...each, warnings } : each));
};

/** A node's own state, and how many validators there are then. */
const node =
  (after: 'ADMITTED' | 'REMOVED'): Effects =>
  async ([id], rpc) => {
    const record = await read<Fields>(rpc, 'Nodes', 'node', [id]);
    const validators = await read<string[]>(rpc, 'Nodes', 'getValidators');
    const statusNow = ENUMS['INodes.Status']?.[Number(record.status)];
    const validates = ENUMS['INodes.Kind']?.[Number(record.kind)] !== 'AUDIT';
    const change = after === 'ADMITTED' ? 1 : statusNow === 'ADMITTED' ? -1 : 0;
    const state = value(
      STATE,
      `Nodes.node ${id}`,
      constant('INodes.Status', record.status),
      word(after, after, 'NodeStatus'),
    );
    if (!validates || change === 0) return [state];
    const count = validators.length;
    return [
      state,
      value(sentence('validators', '验证节点数'), 'validators', number(count), number(count + change)),
    ];
  };

const creditRules: Effects = async ([rules], rpc) => {
  const now = await read<Fields>(rpc, 'Credit', 'rules');
  const given = rules as Result;
  return [
    ...CREDIT_RULES.map(each =>
      value(field(each), `credit ${each}`, number(now[each]), number(given.getValue(each))),
    ),
    value(
      sentence('window', '周期'),
      'credit window',
      seconds(now.window),
      seconds(given.getValue('window')),
    ),
  ];
};

const upgrade: Effects = async ([name, implementation], rpc) => {
  const now = await read<Fields>(rpc, 'Contracts', 'governedContract', [name]);
  return [
    value(
      sentence('address of its code', '代码地址'),
      `code of ${name}`,
      hex(now.implementation),
      both(String(implementation)),
    ),
    value(field('version'), `version of ${name}`, number(now.version), number(Number(now.version) + 1)),
  ];
};

/** What each function that work orders call changes, against what the chain has now. A test holds it to have all of them. */
export const EFFECTS: Readonly<Record<string, Effects>> = {
  'Institutions.admit': admitMember,
  'Institutions.suspend': institution('SUSPENDED'),
  'Institutions.reinstate': institution('ACTIVE'),
  'Institutions.expel': institution('EXPELLED'),
  'Institutions.changeCategory': async ([id, category], rpc) => {
    const now = await read<Fields>(rpc, 'Institutions', 'institution', [id]);
    const said = (each: unknown) => constant('IInstitutions.Category', each);
    return [value(sentence('category', '类别'), `category ${id}`, said(now.category), said(category))];
  },
  'Accounts.activate': account('ACTIVE'),
  'Accounts.freeze': account('FROZEN'),
  'Accounts.unfreeze': account('ACTIVE'),
  'Accounts.revoke': account('REVOKED'),
  'Accounts.setTargetFunctionRole': async ([target, selectors, role], rpc) =>
    Promise.all(
      [...(selectors as Result)].map(async selector => {
        const now = await read<bigint>(rpc, 'Accounts', 'getTargetFunctionRole', [target, selector]);
        const name = functionNames(String(target), [String(selector)]);
        const what = sentence(`who may call ${name.en}`, `可调用 ${name.zh} 的角色`);
        return value(what, `role ${target} ${selector}`, roleName(now), roleName(role as bigint));
      }),
    ),
  'ProtocolKeys.acceptByVote': protocolKey('CONFIRMED'),
  'ProtocolKeys.revokeByVote': protocolKey('REVOKED'),
  'ProtocolKeys.setConfirmations': async ([given], rpc) => {
    const now = await read<bigint>(rpc, 'ProtocolKeys', 'confirmations');
    return [value(field('confirmations'), 'confirmations', number(now), number(given))];
  },
  'Nodes.admit': node('ADMITTED'),
  'Nodes.remove': node('REMOVED'),
  'Nodes.setMinimumValidators': async ([given], rpc) => {
    const [, , now] = await read<[bigint, bigint, bigint]>(rpc, 'Nodes', 'quorum');
    return [value(field('minimum'), 'minimum of validators', number(now), number(given))];
  },
  'Services.freeze': service('FROZEN'),
  'Services.unfreeze': service(AS_BEFORE),
  'Subchains.freeze': item('FROZEN'),
  'Subchains.unfreeze': item(AS_BEFORE),
  'Subchains.declassifyContract': async ([id, given], rpc) => {
    const now = await read<bigint>(rpc, 'Subchains', 'dataClassOf', [id]);
    const said = (each: unknown) => constantOf('ISubchains.DataClass', each);
    return [value(field('dataClass'), `class ${id}`, said(now), said(given))];
  },
  'Pipelines.freeze': pipeline('FROZEN'),
  'Pipelines.unfreeze': pipeline(AS_BEFORE),
  'Transactions.resolve': status('Transactions', 'transaction', 'ITransactions.Status', 'RESOLVED'),
  'Credit.restore': async ([id, score], rpc) => {
    const now = await read<Fields>(rpc, 'Credit', 'scoreOf', [id]);
    return [
      value(field('score'), `score ${id}`, number(now.score), number(score)),
      value(RESTRICTED, `restricted ${id}`, yesNo(now.restricted), yesNo(false)),
    ];
  },
  'Credit.setAffiliated': async ([one, other, given], rpc) => {
    const now = await read<boolean>(rpc, 'Credit', 'affiliated', [one, other]);
    const pair = [String(one), String(other)].sort().join(' ');
    return [value(field('affiliated'), `affiliated ${pair}`, yesNo(now), yesNo(given))];
  },
  'Credit.setRules': creditRules,
  'DataLedger.lower': async ([id, given], rpc) => {
    const now = await read<Fields>(rpc, 'DataLedger', 'dataSet', [id]);
    const said = (each: unknown) => constant('IDataLedger.Sensitivity', each);
    return [value(field('sensitivity'), `sensitivity ${id}`, said(now.sensitivity), said(given))];
  },
  'DataLedger.freeze': dataSet('FROZEN'),
  'DataLedger.unfreeze': dataSet(AS_BEFORE),
  'DataLedger.approveGrant': grant('ACTIVE'),
  'DataLedger.cancelGrant': grant('REVOKED'),
  'Contracts.register': async ([name, location], rpc) => {
    const now = await read<Fields>(rpc, 'Contracts', 'governedContract', [name]);
    return [value(field('location'), `location of ${name}`, hex(now.location), both(String(location)))];
  },
  'Contracts.deploy': async ([name, hash], rpc) => {
    const now = await read<Fields>(rpc, 'Contracts', 'deployment', [name]);
    const what = sentence('hash of the code that may be deployed', '可部署代码的哈希');
    return [value(what, `deployment of ${name}`, hex(now.creationCodeHash), both(String(hash)))];
  },
  'Contracts.upgrade': upgrade,
  'Contracts.freeze': governed('FROZEN'),
  'Contracts.unfreeze': governed('ACTIVE'),
  'Contracts.retire': governed('RETIRED'),
  'WorkOrders.setPolicy': async ([target, selector, given], rpc) => {
    const now = await read<bigint>(rpc, 'WorkOrders', 'policyOf', [target, selector]);
    const said = (each: unknown) => constantOf('IWorkOrders.Policy', each);
    return [value(field('policy'), `policy ${target} ${selector}`, said(now), said(given))];
  },
  'WorkOrders.setPeriods': async ([voting, grace], rpc) => {
    const periods: [Sentence, string, unknown][] = [
      [sentence('voting period', '表决期'), 'votingPeriod', voting],
      [sentence('period to carry out', '执行期'), 'gracePeriod', grace],
    ];
    return Promise.all(
      periods.map(async ([what, view, given]) =>
        value(what, view, seconds(await read<bigint>(rpc, 'WorkOrders', view)), seconds(given)),
      ),
    );
  },
};

import { AbiCoder, id as keccakOfText, keccak256 } from 'ethers';
import { contractAt, functionOf } from '../contracts';
import { chainIdOf, read, type Value } from '../reads';
import type { Rpc } from '../rpc';
import { word } from './constants';
import { both, joined, quoted, sentence, type Sentence } from './sentence';

/** What an id can stand for. */
export type Kind =
  | 'institution'
  | 'applicant'
  | 'account'
  | 'node'
  | 'service'
  | 'subchain'
  | 'application'
  | 'contract'
  | 'pipeline'
  | 'dataSet'
  | 'alliance';

type Fields = Record<string, Value>;

/** Where each kind is kept, and the enum of its first status, `None`: a record that is not there. */
const SOURCES: Record<Exclude<Kind, 'account'>, [Parameters<typeof read>[1], string]> = {
  institution: ['Institutions', 'institution'],
  applicant: ['Institutions', 'membershipApplication'],
  node: ['Nodes', 'node'],
  service: ['Services', 'service'],
  subchain: ['Subchains', 'subchain'],
  application: ['Subchains', 'application'],
  contract: ['Subchains', 'businessContract'],
  pipeline: ['Pipelines', 'pipeline'],
  dataSet: ['DataLedger', 'dataSet'],
  alliance: ['Alliances', 'alliance'],
};

const CATEGORIES = ['NONE', 'GENESIS', 'GOVERNANCE', 'AUDIT'];
const ROLES = ['NONE', 'GOVERNOR', 'OPERATOR', 'CROSS_CHAIN', 'AUDITOR'];

/** A code that the chain's contracts accept. */
export const CODE = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** A node gave a name to an id that cannot be the id of that name: nobody may sign by what such a node says. */
export class NameMismatch extends Error {
  override readonly name = 'NameMismatch';

  constructor(
    readonly id: string,
    readonly told: string,
  ) {
    super(`${id} is not the id of ${told}`);
  }
}

/** Names for the ids that calls speak of, read from the chain itself; what is not registered keeps its id and says so. */
export class Names {
  private readonly known = new Map<string, Promise<Sentence>>();

  constructor(private readonly rpc: Rpc) {}

  of(kind: Kind, id: string): Promise<Sentence> {
    const key = `${kind} ${id.toLowerCase()}`;
    let name = this.known.get(key);
    if (!name) {
      name = this.find(kind, id);
      this.known.set(key, name);
    }
    return name;
  }

  private async find(kind: Kind, id: string): Promise<Sentence> {
    if (/^0x0+$/.test(id)) return sentence('none', '无');
    if (kind === 'account') return this.account(id);
    const [contract, view] = SOURCES[kind];
    const record = await read<Fields>(this.rpc, contract, view, [id]);
    if (record.status === 0n) return sentence(`${id} (not registered)`, `${id}（未登记）`);
    switch (kind) {
      case 'institution':
        this.require(keccakOfText(String(record.code)) === id.toLowerCase(), id, record);
        return named(record);
      case 'applicant': {
        await this.requireApplicant(id, record);
        const category = word(CATEGORIES[Number(record.category)], String(record.category));
        const name = named(record);
        return sentence(`${name.en} as ${category.en} institution`, `${name.zh}（作为${category.zh}机构）`);
      }
      case 'node': {
        const owner = await this.of('institution', String(record.institution));
        const nodeKind = word(CATEGORIES[Number(record.kind)], String(record.kind));
        const place = quoted(String(record.endpoint));
        return sentence(
          `the ${nodeKind.en} node ${place.en} of ${owner.en}`,
          `${owner.zh}的${nodeKind.zh}节点${place.zh}`,
        );
      }
      default:
        return this.path(id, record);
    }
  }

  /** Ids are hashes of codes, so that a node that lies about who is meant is found out. */
  private require(fits: boolean, id: string, record: Fields): void {
    if (!fits || !CODE.test(String(record.code))) throw new NameMismatch(id, quoted(String(record.code)).en);
  }

  private async requireApplicant(id: string, record: Fields): Promise<void> {
    const { applicant, code, documentDigest } = record;
    const expected = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ['uint256', 'address', 'string', 'bytes32'],
        [await chainIdOf(this.rpc), applicant, code, documentDigest],
      ),
    );
    this.require(expected === id.toLowerCase(), id, record);
  }

  /** Functions of a business contract by what it declares; a declaration counts for an id only if it is that id's hash. */
  async functions(contract: string, ids: string[]): Promise<Sentence> {
    if (ids.length === 0) return sentence('none', '无');
    const record = await read<Fields>(this.rpc, 'Subchains', 'businessContract', [contract]);
    const declared = (record.functions as Fields[]).map(each => String(each.signature));
    return joined(
      ids.map(id => {
        const signature = declared.find(each => keccakOfText(each) === id.toLowerCase());
        return signature === undefined
          ? sentence(`${id} (not declared)`, `${id}（未声明）`)
          : quoted(signature);
      }),
    );
  }

  private async account(address: string): Promise<Sentence> {
    const contract = contractAt(address);
    if (contract) return sentence(`the governance contract ${contract}`, `治理合约 ${contract}`);
    const record = await read<Fields>(this.rpc, 'Accounts', 'account', [address]);
    if (record.status === 0n)
      return sentence(`the unregistered address ${address}`, `未登记的地址 ${address}`);
    const owner = await this.of('institution', String(record.institution));
    const role = word(ROLES[Number(record.role)], String(record.role), 'Role');
    return sentence(
      `the ${role.en} account ${address} of ${owner.en}`,
      `${owner.zh}的${role.zh}账户 ${address}`,
    );
  }

  /** "court/deeds": what things are called whose owner gave them a code. One that changed hands keeps its id, which is then told. */
  private async path(id: string, record: Fields): Promise<Sentence> {
    const source = record.source as Fields | undefined;
    const owner = record.institution ?? source?.institution ?? record.lead;
    const code = owner ? await read<string>(this.rpc, 'Institutions', 'codeOf', [owner]) : '';
    const path = `${code}/${String(record.code)}`;
    if (keccakOfText(path) === id.toLowerCase()) return both(path);
    const told = quoted(path);
    return sentence(`${told.en} [id ${id}]`, `${told.zh}［编号 ${id}］`);
  }
}

function named(record: Fields): Sentence {
  const name = quoted(String(record.name));
  return sentence(`${name.en} (${String(record.code)})`, `${name.zh}（${String(record.code)}）`);
}

/** Who holds a role of the access manager: ours, the derived ones, the administrator's. */
export function roleName(id: bigint): Sentence {
  if (id === 0n) return sentence('work orders', '工单');
  if (id === 5n) return sentence('governors and operators', '治理员和操作员');
  if (id === 6n) return sentence('any active account', '任何有效账户');
  if (id === 2n ** 64n - 1n) return sentence('anybody', '任何人');
  const role = ROLES[Number(id)];
  return role
    ? word(role, String(id), 'Role')
    : sentence(`holders of the unknown role ${id}`, `未知角色 ${id} 的持有者`);
}

/** "Pipelines.freeze" for a contract and selectors; what is not known stays hexadecimal and says so. */
export function functionNames(target: string, selectors: string[]): Sentence {
  const contract = contractAt(target);
  if (!contract) {
    const all = joined(selectors.map(both));
    return sentence(`${all.en} of the unknown contract ${target}`, `未知合约 ${target} 的 ${all.zh}`);
  }
  return joined(
    selectors.map(selector => {
      const fragment = functionOf(contract, selector);
      return fragment
        ? both(`${contract}.${fragment.name}`)
        : sentence(`the unknown function ${selector} of ${contract}`, `${contract} 的未知函数 ${selector}`);
    }),
  );
}

import { id as keccakOfText } from 'ethers';
import { decodeAnchors, type AnchorsValue } from '../chain/anchors';
import { read, type Value } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import { CODE, NameMismatch } from '../chain/words/names';
import { quoted } from '../chain/words/sentence';
import { TERMS, type TermSet } from '../registers/terms';
import { idOf, trustHash, type PipelineSide, type PipelineTerms, type PipelineVersion } from './constraint';

type Struct = Record<string, Value>;

const NOBODY = /^0x0*$/;
const constant = (set: TermSet, value: Value | undefined): string =>
  Object.keys(TERMS[set])[Number(value)] ?? 'NONE';

function side(value: Struct): PipelineSide {
  const application = String(value.application);
  return {
    institution: String(value.institution),
    subchain: String(value.subchain),
    service: String(value.service),
    application: NOBODY.test(application) ? undefined : application,
    businessContract: String(value.businessContract),
    functions: (value.functions as string[]).map(String),
  };
}

function terms(value: Struct): PipelineTerms {
  return {
    validUntil: Number(value.validUntil),
    dataClass: constant('DataClass', value.dataClass),
    callsPerWindow: Number(value.callsPerWindow),
    windowSeconds: Number(value.windowSeconds),
  };
}

/** A version as the chain has it; undefined where it has none. */
export function versionOf(struct: Struct): PipelineVersion | undefined {
  if (Number(struct.status) === 0) return undefined;
  return {
    id: String(struct.id),
    number: Number(struct.number),
    source: side(struct.source as Struct),
    target: side(struct.target as Struct),
    status: constant('PipelineStatus', struct.status),
    validFrom: Number(struct.validFrom),
    terms: terms(struct.terms as Struct),
    constraintHash: String(struct.constraintHash),
    sourceTrust: String(struct.sourceTrust),
    targetTrust: String(struct.targetTrust),
  };
}

/** A function that the pipeline allows, as its contract declares it. */
export interface AllowedFunction {
  readonly signature: string;
  readonly write: boolean;
  /** Signature of what undoes it. */
  readonly compensator?: string;
}

/** What the registry says of one end, by name: what people are told instead of ids. */
export interface End {
  readonly institution: { code: string; name: string; active: boolean };
  readonly subchain: { path: string; kind: string; active: boolean };
  readonly service: { path: string; endpoint: string; active: boolean };
  readonly application?: { path: string; key: string; active: boolean };
  readonly contract: { path: string; address: string; active: boolean };
  readonly functions: readonly AllowedFunction[];
  readonly rule: string;
  readonly anchors: AnchorsValue | undefined;
  /** Hash of rule and anchors as they are now. */
  readonly trust: string;
}

const ACTIVE = 1;
const active = (struct: Struct) => Number(struct.status) === ACTIVE;

/** The functions of the contract that the pipeline allows; an id that the contract does not declare stays an id. */
export function allowedFunctions(declared: Struct[], ids: readonly string[]): AllowedFunction[] {
  const byId = new Map(declared.map(each => [idOf(String(each.signature)), each]));
  return ids.map(id => {
    const found = byId.get(id);
    if (found === undefined) return { signature: id, write: true };
    const compensator = byId.get(String(found.compensator));
    const allowed = { signature: String(found.signature), write: Number(found.kind) === 2 };
    return compensator ? { ...allowed, compensator: String(compensator.signature) } : allowed;
  });
}

/** Ids are hashes of names: a node that gives somebody another's code is found out, and nobody signs by what it says. */
function bound(code: string, id: string): string {
  if (!CODE.test(code) || keccakOfText(code) !== id) throw new NameMismatch(id, quoted(code).en);
  return code;
}

/**
 * A path that is not its id's is shown with the id, and as a quotation: what changed hands keeps the id of its first owner, but
 * nothing vouches for the path then.
 */
const named = (path: string, id: string): string =>
  keccakOfText(path) === id ? path : `${quoted(path).en} [${id}]`;

/** Everything about one end, read from the chain. */
export async function readEnd(rpc: Rpc, end: PipelineSide): Promise<End> {
  const [institution, subchain, service, application, contract] = await Promise.all([
    read<Struct>(rpc, 'Institutions', 'institution', [end.institution]),
    read<Struct>(rpc, 'Subchains', 'subchain', [end.subchain]),
    read<Struct>(rpc, 'Services', 'service', [end.service]),
    end.application ? read<Struct>(rpc, 'Subchains', 'application', [end.application]) : undefined,
    read<Struct>(rpc, 'Subchains', 'businessContract', [end.businessContract]),
  ]);
  const code = bound(String(institution.code), idOf(end.institution));
  const path = (struct: Struct, nameOrId: string) => named(`${code}/${String(struct.code)}`, idOf(nameOrId));
  const rule = constant('Rule', subchain.rule);
  const anchors = String(subchain.trustAnchors);
  return {
    institution: { code, name: String(institution.name), active: active(institution) },
    subchain: { path: path(subchain, end.subchain), kind: String(subchain.kind), active: active(subchain) },
    service: {
      path: path(service, end.service),
      endpoint: String(service.endpoint),
      active: active(service),
    },
    ...(application && end.application
      ? {
          application: {
            path: path(application, end.application),
            key: String(application.key),
            active: active(application),
          },
        }
      : {}),
    contract: {
      path: path(contract, end.businessContract),
      address: String(contract.contractAddress),
      active: active(contract),
    },
    functions: allowedFunctions(contract.functions as Struct[], end.functions),
    rule,
    anchors: decodeAnchors(rule, anchors),
    trust: trustHash(rule, anchors),
  };
}

/** A version with both its ends as the registry describes them now. */
export interface KnownVersion {
  readonly version: PipelineVersion;
  readonly source: End;
  readonly target: End;
}

async function known(rpc: Rpc, struct: Struct): Promise<KnownVersion | undefined> {
  const version = versionOf(struct);
  if (version === undefined) return undefined;
  const [source, target] = await Promise.all([readEnd(rpc, version.source), readEnd(rpc, version.target)]);
  return { version, source, target };
}

/** A pipeline as the chain has it, with the amendment that awaits an answer. */
export interface KnownPipeline extends KnownVersion {
  readonly amendment?: KnownVersion;
  readonly usable: boolean;
  readonly callsLeft: bigint;
}

/** Reads a pipeline by id or path; undefined where the chain has none. */
export async function readPipeline(rpc: Rpc, idOrPath: string): Promise<KnownPipeline | undefined> {
  const id = idOf(idOrPath);
  const [present, proposed] = await Promise.all([
    read<Struct>(rpc, 'Pipelines', 'pipeline', [id]),
    read<bigint>(rpc, 'Pipelines', 'amendmentOf', [id]),
  ]);
  const now = await known(rpc, present);
  if (now === undefined) return undefined;
  const [parties, amendment] = await Promise.all([
    read<Value[]>(rpc, 'Pipelines', 'parties', [now.version.number]),
    Number(proposed) === 0
      ? undefined
      : known(rpc, await read<Struct>(rpc, 'Pipelines', 'pipelineByNumber', [Number(proposed)])),
  ]);
  return {
    ...now,
    ...(amendment ? { amendment } : {}),
    usable: parties[2] === true,
    callsLeft: BigInt(String(parties[3])),
  };
}

import { hasForm } from '../parts/commandLine';
import { ZERO_WORD, type PipelineTerms } from './constraint';
import type { AllowedFunction, End, KnownVersion } from './read';
import type { TextKey } from './texts';

/** What a party wrote into a register, and nothing vouches for: shown as a quotation, never as the console's own words. */
export interface Quote {
  readonly quote: string;
}

export type PointValue = string | number | Quote | readonly Quote[];

/** A sentence about what a pipeline allows: a text with what stands in it. */
export interface Point {
  readonly text: TextKey;
  readonly values: Readonly<Record<string, PointValue>>;
  /** What the reader should not overlook. */
  readonly warns?: boolean;
  /** What the sentence only counts, one by one. */
  readonly list?: readonly string[];
}

/** What a pipeline allows, under the questions that a person asks. */
export interface Explained {
  readonly who: readonly Point[];
  readonly what: readonly Point[];
  readonly how: readonly Point[];
  readonly limits: readonly Point[];
  readonly evidence: readonly Point[];
}

const point = (text: TextKey, values: Point['values'] = {}, warns = false): Point =>
  warns ? { text, values, warns } : { text, values };

const quote = (text: string): Quote => ({ quote: text });
/** Whoever is at this end: the name, and the code that the id vouches for. */
const called = ({ institution }: End) => ({ institution: quote(institution.name), code: institution.code });

/** Name, types of the arguments and, where it has any, of the results, without a blank: `find(bytes32)(string,address)`. */
const SIGNATURE = /^[A-Za-z_$][\w$]*\([\w$,()[\]]*\)(\([\w$,()[\]]*\))?$/;
/** How chains write addresses, as far as the page knows: nothing that reads like a sentence. */
const OTHER_ADDRESS = /^[\w.:/@-]{1,255}$/;

function functionPoint(each: AllowedFunction): Point {
  const values = {
    signature: quote(each.signature),
    ...(each.compensator === undefined ? {} : { compensator: quote(each.compensator) }),
  };
  if (!each.write) return point('allows.read', values);
  return each.compensator === undefined
    ? point('allows.writeForGood', values, true)
    : point('allows.write', values);
}

/** What is registered as a function or an address and cannot be one: it may be written to be read as something else. */
function oddities({ functions, contract, subchain }: End): Point[] {
  const signatures = functions.flatMap(each => [each.signature, each.compensator ?? each.signature]);
  const odd = [...new Set(signatures)].filter(each => !SIGNATURE.test(each));
  const address =
    subchain.kind === 'evm' ? hasForm('address', contract.address) : OTHER_ADDRESS.test(contract.address);
  return [
    ...odd.map(each => point('odd.signature', { signature: quote(each) }, true)),
    ...(address
      ? []
      : [point('odd.address', { contract: contract.path, address: quote(contract.address) }, true)]),
  ];
}

function side(end: End, heading: TextKey): Point[] {
  return [
    point(heading, {
      ...called(end),
      subchain: end.subchain.path,
      kind: quote(end.subchain.kind),
      contract: end.contract.path,
      address: quote(end.contract.address),
    }),
    ...end.functions.map(functionPoint),
    ...oddities(end),
  ];
}

function evidence(end: End, agreed: string): Point[] {
  const subchain = end.subchain.path;
  const anchors = end.anchors;
  const points: Point[] = [];
  if (anchors === undefined) points.push(point('evidence.unreadable', { subchain }, true));
  else if (anchors.rule === 'NODE_AGREEMENT') {
    const values = {
      subchain,
      agreement: anchors.agreement,
      count: anchors.nodes.length,
      nodes: anchors.nodes.map(quote),
    };
    points.push(point('evidence.nodes', values, anchors.agreement < 2));
    if (anchors.confirmations)
      points.push(point('evidence.depth', { subchain, blocks: anchors.confirmations }));
  } else {
    const values = { subchain, count: anchors.validators.length };
    const text = anchors.contract ? 'evidence.sealsFollowed' : 'evidence.seals';
    points.push({ ...point(text, values), list: anchors.validators });
  }
  if (agreed !== ZERO_WORD && agreed !== end.trust)
    points.push(point('evidence.changed', { subchain }, true));
  return points;
}

/** Limits and validity in words; a span is given in the unit that it is a whole number of. */
export function limitPoints(terms: PipelineTerms, now: number): Point[] {
  const expired = terms.validUntil <= now;
  return [
    point(expired ? 'limits.over' : 'limits.until', { time: terms.validUntil }, expired),
    terms.callsPerWindow === 0
      ? point('limits.none')
      : point('limits.calls', { calls: terms.callsPerWindow, window: terms.windowSeconds }),
    point('limits.class', { dataClass: terms.dataClass }),
  ];
}

/** What does not take part any more: the pipeline cannot be used until it does. */
function outOfOrder(end: End): Point[] {
  const parts: [string, boolean][] = [
    [end.institution.code, end.institution.active],
    [end.subchain.path, end.subchain.active],
    [end.service.path, end.service.active],
    [end.contract.path, end.contract.active],
    ...(end.application ? [[end.application.path, end.application.active] as [string, boolean]] : []),
  ];
  return parts.filter(([, working]) => !working).map(([name]) => point('how.inactive', { name }, true));
}

/** A pipeline's version in the words of people: who may call what on which chain, how, how long, and how it is proven. */
export function explain({ version, source, target }: KnownVersion, now: number): Explained {
  const caller = source.application;
  const back = target.application;
  return {
    who: [
      caller
        ? point('who.application', {
            application: caller.path,
            ...called(source),
            subchain: source.subchain.path,
            key: caller.key,
          })
        : point('who.nobody', {}, true),
      ...(back ? [point('who.target', { application: back.path, ...called(target) })] : []),
    ],
    what: [...side(target, 'what.target'), ...side(source, 'what.source')],
    how: [
      point('how.proxies', {
        source: source.service.path,
        sourceEndpoint: quote(source.service.endpoint),
        target: target.service.path,
        targetEndpoint: quote(target.service.endpoint),
      }),
      ...outOfOrder(source),
      ...outOfOrder(target),
    ],
    limits: limitPoints(version.terms, now),
    evidence: [...evidence(source, version.sourceTrust), ...evidence(target, version.targetTrust)],
  };
}

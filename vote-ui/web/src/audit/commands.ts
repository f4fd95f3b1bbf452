import { iso } from '../parts/time';
import { dayOf, type Period, periodOfDays } from './report/period';

/** A command line that repeats a check without this console. */
export interface Command {
  /** Key of the sentence that says what it shows. */
  shows: string;
  line: string;
}

const id = (value: string | undefined, otherwise: string) => value ?? otherwise;

/** What repeats the general checks, on a node of the auditor's own. */
export function generalCommands(): Command[] {
  return [
    { shows: 'network', line: './govchain network status' },
    { shows: 'workOrders', line: './govchain work-order list' },
    { shows: 'membership', line: './govchain institution history' },
    { shows: 'accounts', line: './govchain account history' },
    { shows: 'validators', line: './govchain node history' },
    { shows: 'contracts', line: './govchain contract directory' },
    { shows: 'credit', line: './govchain credit list' },
    { shows: 'transactions', line: './govchain transaction list --limit 100' },
  ];
}

/** What makes the report of a period from a node of the auditor's own; what the page showed is a file of another name. */
export function reportCommands(period: Period): Command[] {
  const [first, last] = [dayOf(period.from), dayOf(period.to)];
  const days = periodOfDays(first, last);
  const from = days?.from === period.from ? first : iso(period.from);
  const to = days?.to === period.to ? last : iso(period.to);
  const file = `govchain-audit-${first}-${last}-own.json`;
  return [{ shows: 'report', line: `./govchain audit report --from ${from} --to ${to} --out ${file}` }];
}

/** What the ledger and the registry say about a transaction, as far as the page knows it. */
export interface EvidenceSubject {
  transaction?: string | undefined;
  step?: number | undefined;
  digest?: string | undefined;
  contract?: string | undefined;
  /** As digits where it is beyond the numbers of a page. */
  chainId?: number | string | undefined;
  subchain?: string | undefined;
  validators?: readonly string[] | undefined;
  node?: string | undefined;
  /** Blocks that must follow at the node, by the subchain's rule. */
  confirmations?: number | undefined;
  /** Path of the cross-chain proxy of the side that the step is on: whoever is responsible for it keeps its evidence. */
  service?: string | undefined;
  /** False of a read, whose evidence the command line does not verify. */
  write?: boolean | undefined;
  /** Whether this console has a proxy of its own, so that its readers may be operators of one. */
  proxied?: boolean | undefined;
}

/** What repeats the verification of one step's evidence, far from every server. */
export function evidenceCommands(subject: EvidenceSubject): Command[] {
  const transaction = id(subject.transaction, '0x3c9a...');
  const file = `step-${subject.step ?? 0}.json`;
  const digest = id(subject.digest, '0x5be1...');
  const believed = subject.node
    ? `--node ${subject.node}${subject.confirmations ? ` --confirmations ${subject.confirmations}` : ''}`
    : `--validators ${subject.validators?.join(',') ?? '0x1f0a...,0x9c01...'}`;
  const verify = [
    `./govchain evidence verify ${file}`,
    `--digest ${digest} --transaction ${transaction} --step ${subject.step ?? 0}`,
    // Never left out: the command compares only what it is given, and would then be weaker than the page.
    `--contract ${id(subject.contract, '0x77b2...')}`,
    ...(subject.chainId === undefined ? [] : [`--chain-id ${subject.chainId}`]),
    believed,
  ];
  return [
    { shows: 'transaction', line: `./govchain transaction show ${transaction}` },
    { shows: 'subchain', line: `./govchain subchain show ${id(subject.subchain, 'court/evidence-chain')}` },
    ...fetching(subject, `./govchain evidence fetch ${transaction} --digest ${digest} --file ${file}`),
    ...(subject.write === false
      ? []
      : [{ shows: subject.node ? 'verifyByNode' : 'verify', line: verify.join(' \\\n    ') }]),
    { shows: 'witness', line: `./govchain transaction witness ${transaction}` },
  ];
}

/** With an auditor's account alone, from the proxy that keeps it; with an operator's certificate, from one's own. */
function fetching({ service, proxied }: EvidenceSubject, start: string): Command[] {
  const auditor = [
    start,
    `--service ${id(service, 'court/crosschain-proxy')}`,
    '--auditor-keystore auditor.json --auditor-password-file auditor.password',
  ];
  const operator = [
    start,
    '--proxy https://127.0.0.1:9443 --proxy-fingerprint 0x77ab...',
    '--certificate operator-tls/tls.crt --key operator-tls/tls.key',
  ];
  const both = [
    { shows: 'fetchOf', line: auditor.join(' \\\n    ') },
    { shows: 'fetch', line: operator.join(' \\\n    ') },
  ];
  return proxied ? both.reverse() : both;
}

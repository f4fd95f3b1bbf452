import { hasForm, shellWord, type ValueForm } from '../parts/commandLine';
import { iso } from '../parts/time';
import { dayOf, type Period, periodOfDays } from './report/period';

/** A value that is told of a step but does not have the form that it must have: a placeholder stands in its place. */
export interface Odd {
  name:
    | 'transaction'
    | 'step'
    | 'digest'
    | 'contract'
    | 'chainId'
    | 'subchain'
    | 'validators'
    | 'node'
    | 'service';
  told: string;
}

/** A command line that repeats a check without this console. */
export interface Command {
  /** Key of the sentence that says what it shows. */
  shows: string;
  line: string;
  /** What was told of the step and is not in the line. */
  odd?: readonly Odd[];
}

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
  /** What the ledger names the digest for: evidence of a write does not prove its undoing. */
  about?: 'outcome' | 'compensation' | undefined;
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

/** A word of a command line, and what it stands for where it could not be put in. */
interface Word {
  text: string;
  odd?: Odd;
}

type Part = string | Word;

function word(
  name: Odd['name'],
  form: ValueForm,
  told: string | number | undefined,
  placeholder: string,
): Word {
  if (told === undefined) return { text: placeholder };
  const text = String(told);
  return hasForm(form, text) ? { text: shellWord(text) } : { text: placeholder, odd: { name, told: text } };
}

function validatorsOf(told: readonly string[] | undefined): Word {
  const placeholder = '0x1f0a...,0x9c01...';
  if (told === undefined) return { text: placeholder };
  if (told.every(each => hasForm('address', each))) return { text: told.join(',') };
  return { text: placeholder, odd: { name: 'validators', told: told.join(', ') } };
}

const textOf = (part: Part) => (typeof part === 'string' ? part : part.text);

/** A command in rows of parts, with everything in it that had to be left out. */
function command(shows: string, ...rows: readonly Part[][]): Command {
  const line = rows.map(row => row.map(textOf).join(' ')).join(' \\\n    ');
  const odd = rows.flat().flatMap(part => (typeof part === 'object' && part.odd ? [part.odd] : []));
  return odd.length === 0 ? { shows, line } : { shows, line, odd };
}

const ACTIONS = { outcome: 'execute', compensation: 'compensate' } as const;

/** What repeats the verification of one step's evidence, far from every server. */
export function evidenceCommands(subject: EvidenceSubject): Command[] {
  const transaction = word('transaction', 'word', subject.transaction, '0x3c9a...');
  const digest = word('digest', 'word', subject.digest, '0x5be1...');
  const step = word('step', 'number', subject.step, '0');
  const file = `step-${step.text}.json`;
  const subchain = word('subchain', 'path', subject.subchain, 'court/evidence-chain');
  const fetch = ['./govchain evidence fetch', transaction, '--digest', digest, '--file', file];
  return [
    command('transaction', ['./govchain transaction show', transaction]),
    command('subchain', ['./govchain subchain show', subchain]),
    ...fetching(subject, fetch),
    ...(subject.write === false
      ? []
      : [
          command(
            subject.node === undefined ? 'verify' : 'verifyByNode',
            [`./govchain evidence verify ${file}`],
            ['--digest', digest, '--transaction', transaction, '--step', step],
            ...(subject.about ? [[`--action ${ACTIONS[subject.about]}`]] : []),
            // Never left out: the command compares only what it is given, and would then be weaker than the page.
            ['--contract', word('contract', 'address', subject.contract, '0x77b2...')],
            ...(subject.chainId === undefined
              ? []
              : [['--chain-id', word('chainId', 'number', subject.chainId, '0')]]),
            believed(subject),
          ),
        ]),
    command('witness', ['./govchain transaction witness', transaction]),
  ];
}

/** Whom the verification believes: a registered node, or the registered validators' seals. */
function believed({ node, confirmations, validators }: EvidenceSubject): Part[] {
  if (node === undefined) return ['--validators', validatorsOf(validators)];
  const url = word('node', 'node', node, 'https://...');
  return confirmations ? ['--node', url, `--confirmations ${Math.trunc(confirmations)}`] : ['--node', url];
}

/** With an auditor's account alone, from the proxy that keeps it; with an operator's certificate, from one's own. */
function fetching({ service, proxied }: EvidenceSubject, start: Part[]): Command[] {
  const both = [
    command(
      'fetchOf',
      start,
      ['--service', word('service', 'path', service, 'court/crosschain-proxy')],
      ['--auditor-keystore auditor.json --auditor-password-file auditor.password'],
    ),
    command(
      'fetch',
      start,
      ['--proxy https://127.0.0.1:9443 --proxy-fingerprint 0x77ab...'],
      ['--certificate operator-tls/tls.crt --key operator-tls/tls.key'],
    ),
  ];
  return proxied ? both.reverse() : both;
}

import { stateOf } from '../../dashboards/alerts/stateOf';
import { iso } from '../../parts/time';
import type { Cell, Sheet } from './csv';
import type { Report } from './types';

/** How a value is shown; in files it stands as it is, times as ISO 8601. */
export type CellKind =
  | 'text'
  | 'time'
  | 'count'
  | 'id'
  | 'word'
  | 'order'
  | 'alertState'
  | 'event'
  | 'rule'
  | 'change'
  | 'actions';

export interface Column {
  /** Key of its heading. */
  key: string;
  kind: CellKind;
}

export interface Section {
  /** As in the server's report and its digests. */
  name: keyof Report & string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

const column = (key: string, kind: CellKind): Column => ({ key, kind });

const EVENT_COLUMNS = [
  column('time', 'time'),
  column('block', 'count'),
  column('event', 'event'),
  column('by', 'id'),
  column('transactionHash', 'id'),
];

/** The tables of a report, the same on the page, on paper and in the CSV file. */
export function sections(report: Report): Section[] {
  const events = (list: Report['votes']) =>
    list.map(event => [
      event.time,
      event.block,
      JSON.stringify({ type: event.type, data: event.data }),
      event.by,
      event.transactionHash,
    ]);
  return [
    { name: 'institutions', columns: EVENT_COLUMNS, rows: events(report.institutions) },
    { name: 'rules', columns: EVENT_COLUMNS, rows: events(report.rules) },
    {
      name: 'workOrders',
      columns: [
        // What it does comes first, in the console's words: its proposer could call it anything.
        column('actions', 'actions'),
        column('orderTitle', 'text'),
        column('number', 'count'),
        column('id', 'id'),
        column('state', 'order'),
        column('policy', 'word'),
        column('for', 'count'),
        column('against', 'count'),
        column('abstain', 'count'),
        column('seats', 'count'),
        column('deadline', 'time'),
      ],
      rows: report.workOrders.map(each => [
        JSON.stringify(each.actions.map(({ contract, function: fn }) => `${contract}.${fn}`)),
        each.title,
        each.number,
        each.id,
        each.state,
        each.policy,
        each.for,
        each.against,
        each.abstain,
        each.seats,
        each.deadline,
      ]),
    },
    { name: 'votes', columns: EVENT_COLUMNS, rows: events(report.votes) },
    {
      name: 'transactions',
      columns: [column('status', 'word'), column('count', 'count')],
      rows: Object.entries(report.transactions.byStatus),
    },
    {
      name: 'escalations',
      columns: [
        column('id', 'id'),
        column('initiator', 'text'),
        column('status', 'word'),
        column('openedAt', 'time'),
        column('endedAt', 'time'),
        column('rejections', 'count'),
      ],
      rows: report.escalations.map(each => [
        each.id,
        each.initiatorCode,
        each.status,
        each.openedAt,
        each.endedAt,
        each.rejections,
      ]),
    },
    {
      name: 'credit',
      columns: [
        column('institution', 'text'),
        column('score', 'count'),
        column('threshold', 'count'),
        column('restricted', 'word'),
        column('changes', 'change'),
      ],
      rows: report.credit.map(each => [
        each.code,
        each.score,
        each.threshold,
        each.restricted ? 'YES' : 'NO',
        change(each.history.filter(({ time }) => time >= report.from && time <= report.to)),
      ]),
    },
    {
      name: 'findings',
      columns: [
        column('openedAt', 'time'),
        column('severity', 'word'),
        column('state', 'alertState'),
        column('finding', 'rule'),
        column('subject', 'id'),
        column('closedAt', 'time'),
        column('acknowledgedAt', 'time'),
        column('comment', 'text'),
      ],
      rows: report.findings.map(each => [
        each.openedAt,
        each.severity,
        stateOf(each).toUpperCase(),
        JSON.stringify({ rule: each.rule, values: each.values }),
        each.subject?.id,
        each.closedAt,
        each.acknowledged?.time,
        each.acknowledged?.comment,
      ]),
    },
    {
      name: 'validators',
      columns: [
        column('validator', 'id'),
        column('institution', 'id'),
        column('proposed', 'count'),
        column('signed', 'count'),
        column('window', 'count'),
      ],
      rows: report.validators.map(each => [
        each.address,
        each.institution,
        each.proposed,
        each.signed,
        each.window,
      ]),
    },
  ];
}

/** How a score went: `600 -> 606 (5)`; nothing where it stayed. */
function change(changes: Report['credit'][number]['history']): Cell {
  const inOrder = changes.toSorted((one, other) => one.time - other.time);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  return first && last ? `${first.before} -> ${last.score} (${inOrder.length})` : null;
}

/** What is to be said of the blocks whose seals a report counts. */
export function sealNotes({ first, last, whole, unknown, carried }: Report['sealed']): {
  key: 'sealed.none' | 'sealed.whole' | 'sealed.newest' | 'sealed.unknown';
  values: Record<string, number>;
}[] {
  if (last < first) return [];
  if (!carried) return [{ key: 'sealed.none', values: {} }];
  const counted = {
    key: whole ? ('sealed.whole' as const) : ('sealed.newest' as const),
    values: { first, last },
  };
  return unknown === 0 ? [counted] : [counted, { key: 'sealed.unknown' as const, values: { unknown } }];
}

/** What happened and what a rule found, as sentences of a file. */
export interface FileWords {
  event: (event: { type: string; data: Record<string, unknown> }) => string;
  rule: (finding: { rule: string; values: Record<string, unknown> }) => string;
  actions: (actions: readonly string[]) => string;
}

/** A section as a table of a file, under headings and in words of the reader's language. */
export function sheet(
  section: Section,
  title: string,
  heading: (key: string) => string,
  words: FileWords,
): Sheet {
  return {
    name: title,
    columns: section.columns.map(each => heading(each.key)),
    rows: section.rows.map(row =>
      row.map((cell, index) => inFile(cell, section.columns[index]?.kind, words)),
    ),
  };
}

function inFile(cell: Cell, kind: CellKind | undefined, words: FileWords): Cell {
  if (kind === 'time' && typeof cell === 'number') return iso(cell);
  if (kind === 'event') return words.event(JSON.parse(String(cell)) as Parameters<FileWords['event']>[0]);
  if (kind === 'rule') return words.rule(JSON.parse(String(cell)) as Parameters<FileWords['rule']>[0]);
  if (kind === 'actions') return words.actions(JSON.parse(String(cell)) as string[]);
  return cell;
}

import { Skeleton, Table } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useList } from '../api/hooks';
import type { Parameters } from '../api/client';
import type { Listed } from '../api/types';
import { Empty } from './Empty';
import { Fields } from './Fields';
import { Filters, type Filter } from './Filters';
import { PageHeader } from './PageHeader';
import { Pager } from './Pager';
import { Problem } from './Problem';
import { useSmallScreen } from './useSmallScreen';

export interface Column<T> {
  key: string;
  title: string;
  render: (item: T) => ReactNode;
  width?: number;
}

interface Props<T> {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  /** Path below the server, for example `/v1/work-orders`. */
  path: string;
  /** Query parameters that are always sent. */
  fixed?: Parameters;
  /** What is told above the list because of the answer as a whole. */
  told?: (answer: Listed<T>) => ReactNode;
  /** Filters, kept in the page's address so that a view can be shared. */
  filters?: Filter[];
  columns: Column<T>[];
  rowKey: (item: T) => string;
  /** Where nothing fits the filters. */
  empty?: ReactNode;
  /** Where nothing was filtered and still there is nothing. */
  none?: ReactNode;
  limit?: number;
  /** How wide the table is at least, in pixels: its cells wrap rather than make it any wider. On less, it scrolls. */
  least?: number;
  /** The list's name in the address, where the page has several. */
  name?: string;
  /** Whether this is the whole page (heading and title) or a part of one. */
  part?: boolean;
}

/** A list of the server with filters and pages: a table on wide screens, cards on phones. */
export function ListPage<T>(props: Props<T>) {
  const [search] = useSearchParams();
  const chosen = Object.fromEntries(
    (props.filters ?? []).map(({ name }) => [name, search.get(name) ?? undefined]),
  );
  const list = useList<T>(props.path, { ...chosen, ...props.fixed }, props.limit, {
    ...(props.name ? { name: props.name } : {}),
  });
  const small = useSmallScreen();
  const filtered = Object.values(chosen).some(Boolean);
  return (
    <>
      {!props.part && <PageHeader title={props.title} text={props.text} actions={props.actions} />}
      {props.filters && <Filters filters={props.filters} />}
      {list.answer && props.told?.(list.answer)}
      {list.error && <Problem error={list.error} retry={list.refetch} />}
      {list.isPending && !list.error && <Skeleton active />}
      {!list.isPending && list.items.length === 0 && !list.error && (
        <Empty>{filtered ? props.empty : (props.none ?? props.empty)}</Empty>
      )}
      {list.items.length > 0 &&
        (small ? <Cards {...props} items={list.items} /> : <Rows {...props} items={list.items} />)}
      <Pager {...list} />
    </>
  );
}

function Rows<T>({ title, columns, items, rowKey, least }: Props<T> & { items: T[] }) {
  return (
    <Table<T & object>
      aria-label={title}
      dataSource={items as (T & object)[]}
      rowKey={rowKey}
      pagination={false}
      size="middle"
      {...(least ? { className: 'wrapping' } : {})}
      scroll={{ x: least ?? 'max-content' }}
      columns={columns.map(({ key, title: heading, render, width }) => ({
        key,
        title: heading,
        ...(width ? { width } : {}),
        render: (_: unknown, item: T) => render(item),
      }))}
    />
  );
}

function Cards<T>({ title, columns, items, rowKey }: Props<T> & { items: T[] }) {
  return (
    <ul className="cards" aria-label={title}>
      {items.map(item => (
        <li key={rowKey(item)}>
          <Fields items={columns.map(column => [column.title, column.render(item)])} />
        </li>
      ))}
    </ul>
  );
}

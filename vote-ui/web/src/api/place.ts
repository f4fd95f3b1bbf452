import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** Where a list's page is kept in the address; two lists of one page have names of their own. */
const names = (list: string | undefined): [cursor: string, page: string] => {
  const before = list === undefined ? '' : `${list}-`;
  return [`${before}cursor`, `${before}page`];
};

/** Leads from the first page to this one: the browser keeps it with the address, and over a reload, but in no link. */
interface Way {
  readonly key: string;
  readonly cursors: readonly string[];
}
type Ways = { readonly ways?: Readonly<Record<string, Way | undefined>> } | null;

export interface Place {
  readonly cursor: string | undefined;
  readonly page: number;
  readonly goOn: (cursor: string) => void;
  readonly goBack: () => void;
}

/**
 * Which page of a list is read. It stands in the address, so that Back from an entry leads to the page that it was on.
 *
 * @param key what the list is of: with another one it begins at its first page again
 * @param list its name, where the page has several
 */
export function usePlace(key: string, list?: string): Place {
  const [search] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const [cursorName, pageName] = names(list);
  const ways = (state as Ways)?.ways;
  const way = ways?.[cursorName];
  const told = way === undefined || way.key === key ? (search.get(cursorName) ?? undefined) : undefined;
  // A link has the cursor alone: from its page, one goes back to the first.
  const known = way?.key === key && way.cursors.at(-1) === told;
  const cursors = told === undefined ? [] : known ? way.cursors : [told];
  const linked = Number(search.get(pageName));
  const page = told === undefined ? 1 : Math.max(2, Number.isInteger(linked) ? linked : 0);
  const turn = (to: readonly string[]) => {
    const after = new URLSearchParams(search);
    const last = to.at(-1);
    if (last === undefined) [cursorName, pageName].forEach(name => after.delete(name));
    else {
      after.set(cursorName, last);
      after.set(pageName, String(to.length > cursors.length ? page + 1 : page - 1));
    }
    void navigate(
      { search: after.toString() },
      { state: { ways: { ...ways, [cursorName]: { key, cursors: to } } } },
    );
  };
  return {
    cursor: cursors.at(-1),
    page,
    goOn: cursor => turn([...cursors, cursor]),
    goBack: () => turn(cursors.slice(0, -1)),
  };
}

/** The address with another filter; whatever lists there are, they begin at their first page again. */
export function filteredBy(
  before: URLSearchParams,
  name: string,
  value: string | undefined,
): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const each of [...after.keys()]) if (/^(\w+-)?(cursor|page)$/.test(each)) after.delete(each);
  if (value) after.set(name, value);
  else after.delete(name);
  return after;
}

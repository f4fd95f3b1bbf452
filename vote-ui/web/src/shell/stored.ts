const PREFIX = 'govchain.';

/** A setting kept in this browser, or undefined where none is or the browser keeps nothing. */
export function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a setting in this browser; an undefined value forgets it. A browser that keeps nothing asks again next time. */
export function store(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse: the setting then lasts as long as the page.
  }
}

import { Problem } from './problem';

/** Query parameters; undefined and empty ones are left out. */
export type Parameters = Record<string, string | number | boolean | undefined>;

const LONGEST_WAIT_MS = 20_000;
/** Documents have 20 MiB: so long, a line of 0.3 Mbit/s carries one. */
const LONGEST_TRANSFER_MS = 600_000;

/** Path with its query, both encoded. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function ask(path: string, init: RequestInit, wait = LONGEST_WAIT_MS): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: init.signal ?? AbortSignal.timeout(wait) });
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw new Problem('unreachable', 0, String(failure));
  }
  if (!response.ok) throw await Problem.of(response);
  return response;
}

/** GET of JSON. */
export async function get<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) };
  return (await (await ask(address(path, parameters), init)).json()) as T;
}

/** POST of JSON, answered by JSON. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

/** Request with other bytes than JSON, in either direction: these may be large, and slow. */
export async function raw(path: string, init: RequestInit = {}): Promise<Response> {
  return ask(path, init, LONGEST_TRANSFER_MS);
}

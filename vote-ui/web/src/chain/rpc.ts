/** A node's JSON-RPC, wherever it is: our server, an own node, a wallet. */
export interface Rpc {
  send(method: string, parameters: unknown[]): Promise<unknown>;
}

/** What a node answered instead of a result. `data` carries a contract's revert data where there is any. */
export class RpcError extends Error {
  override readonly name = 'RpcError';

  constructor(
    readonly code: number,
    message: string,
    readonly data?: string,
  ) {
    super(message);
  }
}

/** The node did not answer, or not in JSON-RPC. */
export class RpcUnreachable extends Error {
  override readonly name = 'RpcUnreachable';
}

interface Waiting {
  method: string;
  parameters: unknown[];
  resolve: (result: unknown) => void;
  reject: (reason: unknown) => void;
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { code?: number; message?: string; data?: unknown };
}

const LARGEST_BATCH = 50;
const LONGEST_WAIT_MS = 30_000;

/** JSON-RPC over HTTP; what is asked in the same moment goes in one batch. */
export class HttpRpc implements Rpc {
  private waiting: Waiting[] = [];

  constructor(private readonly url: string) {}

  send(method: string, parameters: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ method, parameters, resolve, reject });
      if (this.waiting.length === 1) queueMicrotask(() => this.flush());
    });
  }

  private flush(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let at = 0; at < all.length; at += LARGEST_BATCH) void this.ask(all.slice(at, at + LARGEST_BATCH));
  }

  private async ask(batch: Waiting[]): Promise<void> {
    try {
      const asked = batch.map(({ method, parameters }, id) => ({
        jsonrpc: '2.0',
        id,
        method,
        params: parameters,
      }));
      const answers = await this.post(asked.length === 1 ? asked[0] : asked);
      batch.forEach((each, id) => {
        const answer = answers.find(one => one.id === id);
        if (!answer) each.reject(new RpcUnreachable(`${each.method}: the node did not answer`));
        else if (answer.error) each.reject(refusal(answer.error));
        else each.resolve(answer.result);
      });
    } catch (failure) {
      batch.forEach(each => each.reject(failure));
    }
  }

  private async post(body: unknown): Promise<Answer[]> {
    let response: Response;
    try {
      response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(LONGEST_WAIT_MS),
      });
    } catch (failure) {
      throw new RpcUnreachable(String(failure));
    }
    let answer: unknown;
    try {
      answer = await response.json();
    } catch {
      throw new RpcUnreachable(`HTTP ${response.status} without JSON`);
    }
    if (Array.isArray(answer)) return answer as Answer[];
    const single = answer as Answer & { title?: string; detail?: string };
    if (single.result === undefined && single.error === undefined) {
      throw new RpcUnreachable(single.detail ?? single.title ?? `HTTP ${response.status}`);
    }
    // One error for a whole batch belongs to each of its calls.
    const count = Array.isArray(body) ? body.length : 1;
    return Array.from({ length: count }, (_, id) => ({ ...single, id }));
  }
}

/** A node's error object; nodes put revert data in different places. */
export function refusal(error: { code?: number; message?: string; data?: unknown }): RpcError {
  return new RpcError(error.code ?? -32000, error.message ?? 'unknown error', revertData(error.data));
}

function revertData(data: unknown): string | undefined {
  if (typeof data === 'string') return /0x[0-9a-fA-F]*/.exec(data)?.[0];
  if (typeof data === 'object' && data !== null) {
    for (const value of [
      (data as { data?: unknown }).data,
      (data as { originalError?: unknown }).originalError,
    ]) {
      const found = revertData(value);
      if (found) return found;
    }
  }
  return undefined;
}

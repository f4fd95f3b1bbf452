/**
 * Why a request was refused or failed. `code` is stable (RFC 9457 member of the server's answers); `unreachable` stands for a
 * server that did not answer at all.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  static async of(response: Response): Promise<Problem> {
    let body: Record<string, unknown> = {};
    try {
      body = (await response.json()) as Record<string, unknown>;
    } catch {
      // Something between us and the server answered in its own words.
    }
    const code = typeof body.code === 'string' ? body.code : `http-${response.status}`;
    const text = body.detail ?? body.title ?? response.statusText;
    return new Problem(code, response.status, String(text), body);
  }
}

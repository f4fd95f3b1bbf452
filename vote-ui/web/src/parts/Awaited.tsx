import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from './Problem';

/** An answer that is awaited, or did not come. */
export interface Awaiting {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Several answers that make sense together only. */
export const allOf = (answers: readonly Awaiting[]): Awaiting => ({
  isPending: answers.some(each => each.isPending),
  error: answers.find(each => each.error !== null)?.error ?? null,
  refetch: () => answers.filter(each => each.error !== null).forEach(each => each.refetch()),
});

/** What was not answered is told as that, and never as nothing. */
export function Awaited({ what, children }: { what: Awaiting; children: ReactNode }) {
  if (what.error) return <Problem error={what.error} retry={() => void what.refetch()} />;
  return what.isPending ? <Skeleton active /> : children;
}

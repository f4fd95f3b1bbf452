const RANK: Record<string, number> = { CRITICAL: 0, WARNING: 1, INFORMATION: 2 };

/** The worst first, and among equals the newest. */
export function bySeverity<A extends { severity: string; openedAt: number }>(alerts: readonly A[]): A[] {
  return alerts.toSorted(
    (a, b) => (RANK[a.severity] ?? 3) - (RANK[b.severity] ?? 3) || b.openedAt - a.openedAt,
  );
}

import type { Alert } from '../../api/types';

/** Kinds of which the registers have a page for each record. */
const REGISTERS = new Set([
  'institutions',
  'membership-applications',
  'accounts',
  'nodes',
  'services',
  'subchains',
  'applications',
  'business-contracts',
  'alliances',
  'data-sets',
  'governance-contracts',
]);

/** The page of what an alert is about; none for what has no page. */
export function subjectPath({ rule, subject }: Pick<Alert, 'rule' | 'subject'>): string | undefined {
  if (!subject) return undefined;
  const id = encodeURIComponent(subject.id);
  if (REGISTERS.has(subject.kind)) return `/registers/${subject.kind}/${id}`;
  switch (subject.kind) {
    case 'pipelines':
      return `/pipelines/${id}`;
    case 'work-orders':
      return `/orders/${id}`;
    case 'transactions':
      return rule === 'transaction-escalated' ? `/escalations/${id}` : `/transactions/${id}`;
    case 'rules':
      return '/audit/log?kind=rules';
    case 'chain':
      return '/';
    default:
      return undefined;
  }
}

import type { Overview } from '../../api/types';
import { useOne } from '../../api/hooks';
import { useTexts } from '../../shell/i18n';
import { Figures } from '../Figures';
import { texts } from '../texts';
import { useFormats } from '../useFormats';
import { Section } from './Section';

/** What awaits people, wherever it comes from, with the way there. */
export function TodoSection({ overview }: { overview: Overview | undefined }) {
  const t = useTexts(texts);
  const f = useFormats();
  const applications = useOne<{ total?: number }>('/v1/records/membership-applications', {
    status: 'PENDING',
    limit: 1,
  });
  const todo = (
    key: 'workOrders' | 'escalated' | 'alerts' | 'applications',
    count: number | undefined,
    to: string,
  ) => ({
    name: t(`todo.${key}`),
    value: count === undefined ? '–' : f.count(count),
    to,
    urgent: (count ?? 0) > 0,
  });
  return (
    <Section title={t('section.todo')}>
      <Figures
        label={t('section.todo')}
        figures={[
          todo(
            'workOrders',
            overview?.governance.workOrders.byStatus.ACTIVE ?? (overview ? 0 : undefined),
            '/orders',
          ),
          todo('escalated', overview?.crosschain.escalated, '/escalations'),
          todo('alerts', overview?.alerts.open, '/alerts'),
          todo('applications', applications.data?.total, '/registers/membership-applications?status=PENDING'),
        ]}
      />
    </Section>
  );
}

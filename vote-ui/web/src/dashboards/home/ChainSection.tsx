import { useMemo } from 'react';
import { useLive } from '../../api/events';
import { useOne } from '../../api/hooks';
import type { Block, Listed, Overview } from '../../api/types';
import { Awaited } from '../../parts/Awaited';
import { Time } from '../../parts/Time';
import { useTexts } from '../../shell/i18n';
import { Chart } from '../charts/Chart';
import { blocksChart } from '../charts/models';
import { Figures } from '../Figures';
import { texts, type TextKey } from '../texts';
import { useFormats } from '../useFormats';
import { Section } from './Section';
import { ValidatorTable } from './ValidatorTable';

const REFRESH_MS = 5_000;
const KINDS = ['GENESIS', 'GOVERNANCE', 'AUDIT'] as const;

/** 治理链监控: height, block time, validators with their signing, nodes. */
export function ChainSection({ overview }: { overview: Overview | undefined }) {
  const t = useTexts(texts);
  const f = useFormats();
  const { head } = useLive();
  const blocks = useOne<Listed<Block>>('/v1/blocks', { limit: 60 }, { everyMs: REFRESH_MS });
  const model = useMemo(() => blocksChart(blocks.data?.items ?? [], t, f), [blocks.data, t, f]);
  const chain = overview?.chain;
  const height = Math.max(head?.number ?? 0, chain?.height ?? 0);
  const nodes = Object.values(chain?.nodesByKind ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <Section title={t('section.chain')}>
      <Figures
        label={t('section.chain')}
        figures={[
          { name: t('height'), value: <span data-testid="height">{chain ? f.count(height) : '–'}</span> },
          {
            name: t('lastBlock'),
            value: <Time seconds={Math.max(head?.time ?? 0, chain?.lastBlockAt ?? 0) || undefined} />,
          },
          { name: t('blockTime'), value: chain?.blockTimeSeconds ? f.seconds(chain.blockTimeSeconds) : '–' },
          { name: t('validators'), value: chain ? f.count(chain.validators) : '–', to: '/registers/nodes' },
          {
            name: t('nodes'),
            value: chain ? f.count(nodes) : '–',
            to: '/registers/nodes',
            detail: KINDS.filter(kind => chain?.nodesByKind[kind]).map(kind => (
              <span key={kind}>
                {t(`kind.${kind}` satisfies TextKey)} {f.count(chain?.nodesByKind[kind] ?? 0)}
              </span>
            )),
          },
        ]}
      />
      <Awaited what={blocks}>
        <Chart title={t('chart.blocks')} model={model} height={220} />
      </Awaited>
      <ValidatorTable />
    </Section>
  );
}

import { useEffect } from 'react';
import { useNetwork } from '../api/hooks';
import { useLive } from '../api/events';
import type { Environment } from '../api/types';
import { useTexts } from './i18n';
import { texts } from './texts';

/** Says on every page, in colour, words, title and icon, whether this is production, test or demo. */
export function NetworkMark() {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const { head } = useLive();
  const environment = network?.environment;
  useEffect(() => {
    document
      .querySelector('link[rel=icon]')
      ?.setAttribute('href', environment ? `/mark-${environment}.svg` : '/mark.svg');
  }, [environment]);
  if (!network) return <div className="mark unknown" data-testid="network-mark" />;
  const number = Math.max(head?.number ?? 0, network.head.number);
  return (
    <div
      className={`mark ${network.environment}`}
      data-testid="network-mark"
      role="region"
      aria-label={t('networks')}
    >
      <strong>{t(`environment.${network.environment}`)}</strong>
      <span>{network.name}</span>
      <span className="says">{t(`says.${network.environment}`)}</span>
      <span className="numbers">
        {t('chain', { chainId: network.chainId })} · {t('block', { number })}
      </span>
      {network.networks.length > 0 && <Switcher networks={network.networks} />}
    </div>
  );
}

function Switcher({ networks }: { networks: { name: string; environment: Environment; url: string }[] }) {
  const t = useTexts(texts);
  return (
    <select
      aria-label={t('networks')}
      value=""
      onChange={event => {
        const chosen = networks.find(({ url }) => url === event.target.value);
        if (chosen && /^https?:\/\//.test(chosen.url)) window.location.assign(chosen.url);
      }}
    >
      <option value="">{t('networks')}</option>
      {networks.map(({ name, environment, url }) => (
        <option key={url} value={url}>
          {t(`environment.${environment}`)}: {name}
        </option>
      ))}
    </select>
  );
}

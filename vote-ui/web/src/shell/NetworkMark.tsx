import { useEffect, useState } from 'react';
import { useNetwork } from '../api/hooks';
import { useLive } from '../api/events';
import type { OtherNetwork } from '../api/types';
import { usePunctuation } from '../parts/punctuation';
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

/** Choosing a network leads nowhere yet: with the keyboard one comes past those in between. The link beside it leads there. */
export function Switcher({ networks }: { networks: OtherNetwork[] }) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const [url, choose] = useState('');
  const chosen = networks.find(each => each.url === url && /^https?:\/\//.test(each.url));
  return (
    <span className="switcher">
      <select aria-label={t('networks')} value={url} onChange={event => choose(event.target.value)}>
        <option value="">{t('networks')}</option>
        {networks.map(each => (
          <option key={each.url} value={each.url}>
            {t(`environment.${each.environment}`)}
            {colon}
            {each.name}
          </option>
        ))}
      </select>{' '}
      {chosen?.sharesTheChainId && (
        <span role="alert">{t('networks.sharesTheChainId', { name: chosen.name })}</span>
      )}
      {chosen && !chosen.sharesTheChainId && (
        <a href={chosen.url}>{t('networks.go', { name: chosen.name })}</a>
      )}
    </span>
  );
}

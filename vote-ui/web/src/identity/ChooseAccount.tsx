import { Alert, Button, Card } from 'antd';
import { useEffect, useState } from 'react';
import { useNetwork } from '../api/hooks';
import { explain } from '../chain/explain';
import { announce } from '../parts/announce';
import { useTexts } from '../shell/i18n';
import { useIdentity } from './IdentityProvider';
import { OpenKeystore } from './OpenKeystore';
import { texts } from './texts';
import { connectWallet, watchWallets, type FoundWallet } from './wallet';

/** Both places where a key can be. A vote without gas is signed with either, and chosen when voting. */
export function ChooseAccount() {
  return (
    <div className="columns">
      <OpenKeystore />
      <Wallets />
    </div>
  );
}

function Wallets() {
  const t = useTexts(texts);
  const { unlock } = useIdentity();
  const { data: network } = useNetwork();
  const [wallets, setWallets] = useState<FoundWallet[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => watchWallets(setWallets), []);
  const connect = async (wallet: FoundWallet) => {
    setFailure(undefined);
    try {
      unlock(await connectWallet(wallet, network));
    } catch (problem) {
      const text = explain(problem);
      setFailure(text);
      announce(text);
    }
  };
  return (
    <Card title={t('wallet')} size="small">
      <p>{wallets.length > 0 ? t('wallet.text') : t('wallet.none')}</p>
      {wallets.map(wallet => (
        <Button key={wallet.id} onClick={() => void connect(wallet)}>
          {t('wallet.connect', { name: wallet.name })}
        </Button>
      ))}
      {failure && <Alert className="above" type="error" showIcon role="alert" title={failure} />}
    </Card>
  );
}

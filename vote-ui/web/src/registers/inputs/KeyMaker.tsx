import { Alert, Button, Input, Progress } from 'antd';
import type { Wallet } from 'ethers';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { SHORTEST_PASSWORD } from './consent';
import { makeKey, saveKey, type NewKey } from './keys';

/** Makes a key in the page and hands its encrypted file to the user before anything is done with it. */
export function KeyMaker({ onMade }: { onMade: (wallet: Wallet, key: NewKey) => Promise<void> | void }) {
  const t = useTexts(texts);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [progress, setProgress] = useState<number>();
  const [saved, setSaved] = useState(false);
  const weak = password !== '' && password.length < SHORTEST_PASSWORD;
  const differ = again !== '' && again !== password;
  const make = async () => {
    setProgress(0);
    const key = await makeKey(password, done => setProgress(Math.round(done * 100)));
    setProgress(undefined);
    setPassword('');
    setAgain('');
    saveKey(key);
    setSaved(true);
    await onMade(key.wallet, key);
  };
  return (
    <div className="stack">
      <label>
        {t('consent.password')}
        <Input.Password
          value={password}
          autoComplete="new-password"
          aria-invalid={weak}
          onChange={event => setPassword(event.target.value)}
        />
      </label>
      <label>
        {t('consent.repeat')}
        <Input.Password
          value={again}
          autoComplete="new-password"
          aria-invalid={differ}
          onChange={event => setAgain(event.target.value)}
        />
      </label>
      {(weak || differ) && <span role="alert">{t(weak ? 'consent.weak' : 'consent.differ')}</span>}
      <Button
        disabled={password.length < SHORTEST_PASSWORD || password !== again || progress !== undefined}
        onClick={() => void make()}
      >
        {t('consent.make')}
      </Button>
      {progress !== undefined && (
        <div role="status">
          {t('consent.working')}
          <Progress percent={progress} />
        </div>
      )}
      {saved && <Alert type="warning" showIcon title={t('consent.saved')} />}
    </div>
  );
}

import { Alert, Button, Card, Input, Progress } from 'antd';
import { useId, useRef, useState } from 'react';
import { explain } from '../chain/explain';
import { announce } from '../parts/announce';
import { FileInput } from '../parts/FileInput';
import { useTexts } from '../shell/i18n';
import { useIdentity } from './IdentityProvider';
import { addressIn, KeystoreFailed, openKeystore } from './keystore';
import { texts } from './texts';

interface Chosen {
  name: string;
  text: string;
  address: string;
}

/** Opens a keystore file in the page: shows how far it is, can be cancelled, keeps neither file nor password. */
export function OpenKeystore() {
  const t = useTexts(texts);
  const { unlock } = useIdentity();
  const [chosen, setChosen] = useState<Chosen>();
  const [password, setPassword] = useState('');
  const [progress, setProgress] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const cancelled = useRef(false);
  const fileId = useId();
  const passwordId = useId();

  const fail = (problem: unknown) => {
    const text = explain(problem);
    setFailure(text);
    announce(text);
  };

  const choose = async (file: File | undefined) => {
    setFailure(undefined);
    setChosen(undefined);
    if (!file) return;
    const text = await file.text();
    const address = addressIn(text);
    if (address === undefined) fail(new KeystoreFailed('not-a-keystore'));
    else setChosen({ name: file.name, text, address });
  };

  const open = async () => {
    if (!chosen || progress !== undefined) return;
    setFailure(undefined);
    setProgress(0);
    cancelled.current = false;
    try {
      const signer = await openKeystore(
        chosen.text,
        password,
        chosen.name,
        setProgress,
        () => cancelled.current,
      );
      setPassword('');
      unlock(signer);
    } catch (problem) {
      fail(problem);
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Card title={t('keystore')} size="small">
      <p>{t('keystore.text')}</p>
      <form
        onSubmit={event => {
          event.preventDefault();
          void open();
        }}
      >
        <label htmlFor={fileId}>{t('keystore.file')}</label>
        <div>
          <FileInput id={fileId} accept=".json,application/json" onChoose={file => void choose(file)} />
        </div>
        {chosen?.address && <p className="hash">{t('keystore.for', { address: chosen.address })}</p>}
        <label htmlFor={passwordId}>{t('keystore.password')}</label>
        <Input.Password
          id={passwordId}
          autoComplete="off"
          value={password}
          onChange={event => setPassword(event.target.value)}
        />
        {progress === undefined ? (
          <Button className="above" type="primary" htmlType="submit" disabled={!chosen || !password}>
            {t('keystore.open')}
          </Button>
        ) : (
          <div className="above" role="status">
            {t('keystore.opening')}
            <Progress percent={Math.round(progress * 100)} aria-label={t('keystore.opening')} />
            <Button onClick={() => (cancelled.current = true)}>{t('keystore.cancel')}</Button>
          </div>
        )}
      </form>
      {failure && (
        <Alert
          className="above"
          type="error"
          showIcon
          role="alert"
          data-testid="keystore-problem"
          title={failure}
        />
      )}
    </Card>
  );
}

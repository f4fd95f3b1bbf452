import { Alert, Button, Card, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { useNetwork } from '../api/hooks';
import { explain } from '../chain/explain';
import { HttpRpc } from '../chain/rpc';
import { NetworkUnknown, OtherNetwork, requireSameNetwork } from '../chain/sameNetwork';
import { PageHeader } from '../parts/PageHeader';
import { useTexts } from './i18n';
import { useSettings, type ReadingSource } from './settings';
import { texts } from './texts';

type Verdict = { type: 'success' | 'error'; text: string };

/** Where the page reads the chain; checked before it is kept. */
export default function SettingsPage() {
  const t = useTexts(texts);
  const settings = useSettings();
  const { data: network } = useNetwork();
  const [url, setUrl] = useState(settings.nodeUrl);
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<Verdict>();

  const check = async () => {
    if (!/^https?:\/\/[^\s]+$/.test(url)) return setVerdict({ type: 'error', text: t('node.malformed') });
    setBusy(true);
    try {
      const node = new HttpRpc(url);
      const actual = Number(await node.send('eth_chainId', []));
      const number = Number(await node.send('eth_blockNumber', []));
      if (!network) throw new NetworkUnknown('which network this is');
      if (actual !== network.chainId) {
        setVerdict({ type: 'error', text: t('node.wrong', { actual, expected: network.chainId }) });
        return;
      }
      await requireSameNetwork(node, 'node', network);
      settings.change({ nodeUrl: url, readingSource: 'node' });
      setVerdict({ type: 'success', text: t('node.good', { chainId: actual, number }) });
    } catch (failure) {
      if (failure instanceof NetworkUnknown) return setVerdict({ type: 'error', text: explain(failure) });
      if (failure instanceof OtherNetwork) {
        const { actual, expected } = failure;
        return setVerdict({
          type: 'error',
          text: t('node.other', { actual, expected: expected.genesis, chainId: expected.chainId }),
        });
      }
      const reason = failure instanceof Error ? failure.message : String(failure);
      setVerdict({ type: 'error', text: t('node.failed', { reason }) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader title={t('settings')} text={t('settings.text')} />
      <Card title={t('source.title')}>
        <p>{t('source.text')}</p>
        <Radio.Group
          aria-label={t('source.title')}
          value={settings.readingSource}
          onChange={event => settings.change({ readingSource: event.target.value as ReadingSource })}
        >
          <Space orientation="vertical">
            <Radio value="auto">{t('source.auto')}</Radio>
            <Radio value="server">{t('source.server')}</Radio>
            <Radio value="node" disabled={!settings.nodeUrl}>
              {t('source.node')}
            </Radio>
          </Space>
        </Radio.Group>
        <Space.Compact className="wide above">
          <Input
            aria-label={t('node.url')}
            placeholder="http://127.0.0.1:8545"
            value={url}
            onChange={event => setUrl(event.target.value.trim())}
            onPressEnter={() => void check()}
          />
          <Button type="primary" loading={busy} onClick={() => void check()}>
            {t('node.check')}
          </Button>
        </Space.Compact>
        <div role="status">
          {verdict && <Alert className="above" type={verdict.type} title={verdict.text} showIcon />}
        </div>
      </Card>
    </>
  );
}

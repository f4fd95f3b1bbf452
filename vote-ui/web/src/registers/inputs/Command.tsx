import { Button } from 'antd';
import { CopyIcon } from '../../parts/Hash';
import { announce } from '../../parts/announce';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import '../registers.css';

/** A command to be run on the member's own machine, ready to be copied. */
export function Command({ text }: { text: string }) {
  const t = useTexts(texts);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    announce(t('copied'));
  };
  return (
    <div className="command">
      <pre className="rawdata" tabIndex={0}>
        {text}
      </pre>
      <Button aria-label={t('copyCommand')} onClick={() => void copy()}>
        <CopyIcon />
      </Button>
    </div>
  );
}

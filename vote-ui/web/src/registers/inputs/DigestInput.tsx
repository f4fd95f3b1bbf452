import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useLatest } from '../../parts/useLatest';
import { usePunctuation } from '../../parts/punctuation';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { certificateFingerprint, digestOfFile, NotACertificate } from './digests';
import type { InputProps } from './input';

/** 32 bytes of hex, typed or computed in the page from a file, which stays where it is. */
export function DigestInput(props: InputProps & { of: 'document' | 'certificate'; label: string }) {
  const { id, value, onChange, invalid, described, of, label } = props;
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const file = useRef<HTMLInputElement>(null);
  const begin = useLatest();
  const [told, tell] = useState<string>();
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const isLatest = begin();
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    if (!isLatest()) return;
    try {
      onChange(of === 'certificate' ? certificateFingerprint(bytes) : digestOfFile(bytes));
      tell(t('fileDigest', { name: chosen.name }));
    } catch (failure) {
      if (!(failure instanceof NotACertificate)) throw failure;
      tell(t('notCertificate'));
    }
  };
  return (
    <>
      <Input
        id={id}
        value={String(value ?? '')}
        placeholder="0x…"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={invalid}
        aria-describedby={described}
        onChange={event => {
          begin();
          onChange(event.target.value.trim());
        }}
        addonAfter={
          <Button type="link" size="small" onClick={() => file.current?.click()}>
            {t('chooseFile')}
          </Button>
        }
      />
      <input
        ref={file}
        type="file"
        className="unheard"
        tabIndex={-1}
        aria-label={`${label}${colon}${t('chooseFile')}`}
        data-testid={`${id}-file`}
        onChange={event => void take(event.target.files?.[0])}
      />
      <span role="status" className="muted">
        {told}
      </span>
    </>
  );
}

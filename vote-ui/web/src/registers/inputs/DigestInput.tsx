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
  const shown = String(value ?? '');
  const { colon } = usePunctuation();
  const file = useRef<HTMLInputElement>(null);
  const begin = useLatest();
  const [told, tell] = useState<{ readonly of: string; readonly says: string }>();
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const isLatest = begin();
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    if (!isLatest()) return;
    try {
      const digest = of === 'certificate' ? certificateFingerprint(bytes) : digestOfFile(bytes);
      onChange(digest);
      tell({ of: digest, says: t('fileDigest', { name: chosen.name }) });
    } catch (failure) {
      if (!(failure instanceof NotACertificate)) throw failure;
      tell({ of: shown, says: t('notCertificate') });
    }
  };
  return (
    <>
      <Input
        id={id}
        value={shown}
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
        {told?.of.toLowerCase() === shown.toLowerCase() && told.says}
      </span>
    </>
  );
}

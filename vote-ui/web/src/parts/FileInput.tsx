import { useRef, useState } from 'react';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

interface Props {
  id?: string;
  accept?: string;
  onChoose: (file: File | undefined) => void;
}

/** Chooses a file. The browser's own input speaks the browser's language, not the page's: it is there, but not seen. */
export function FileInput({ id, accept, onChoose }: Props) {
  const t = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  return (
    <span className="file-input">
      <input
        ref={input}
        {...(id ? { id } : {})}
        type="file"
        className="unheard"
        {...(accept ? { accept } : {})}
        onChange={event => {
          const file = event.target.files?.[0];
          setName(file?.name);
          onChoose(file);
        }}
      />
      <span
        aria-hidden="true"
        className="file-button"
        onClick={event => {
          // Within a label the click reaches the input by itself.
          event.preventDefault();
          input.current?.click();
        }}
      >
        {t('file.choose')}
      </span>{' '}
      <span className="muted">{name ?? t('file.none')}</span>
    </span>
  );
}

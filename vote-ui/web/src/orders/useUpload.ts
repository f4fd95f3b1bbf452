import { useCallback } from 'react';
import { raw } from '../api/client';
import { useSigning } from '../chain/SigningProvider';
import { headerOf, namingText } from './documentName';
import { texts } from './texts';

/** A file with what it holds. */
export interface Held {
  name: string;
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Gives the console a document whose digest the chain names, under a signed name; false where the signature was declined. */
export function useUpload(): (digest: string, file: Held) => Promise<boolean> {
  const { state } = useSigning();
  return useCallback(
    async (digest, { name, type, content }) => {
      const says = (language: 'zh' | 'en') =>
        texts[language]['document.upload.says']
          .replace('{{digest}}', digest)
          .replace('{{name}}', name.replace(/["“”]/g, "'"));
      const signed = await state(
        { action: 'upload-document', subject: digest, text: namingText({ name, type }) },
        { zh: says('zh'), en: says('en') },
      );
      if (!signed) return false;
      await raw(`/v1/documents/${digest}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'x-govchain-statement': headerOf(signed) },
        body: content,
      });
      return true;
    },
    [state],
  );
}

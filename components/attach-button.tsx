import { useRef } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import { IconButton } from './icon-button.tsx';

type Props = { readonly onFiles: (files: readonly File[]) => void };

/** Opens the system's choice of files. */
export function AttachButton({ onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file chosen again is a change again.
          currentTarget.value = '';
        }}
      />
      <IconButton icon="attach" data-attach label={t('files_add')} onClick={() => input.current?.click()} />
    </>
  );
}

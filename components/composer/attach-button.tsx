import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { IconButton } from '../controls/icon-button.tsx';

type Props = {
  readonly onFiles: (files: readonly File[]) => void;
  /** The kinds that the choice begins with. */
  readonly loadAccepted: () => Promise<string>;
};

/** Opens the system's choice of files. What it offers is known by the time anybody can press the button, or it offers all. */
export function AttachButton({ onFiles, loadAccepted }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [accepted, setAccepted] = useState<string>();
  const load = () => void loadAccepted().then(setAccepted, () => undefined);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={accepted}
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file chosen again is a change again.
          currentTarget.value = '';
        }}
      />
      <IconButton
        icon="attach"
        data-attach
        label={t('files_add')}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => input.current?.click()}
      />
    </>
  );
}

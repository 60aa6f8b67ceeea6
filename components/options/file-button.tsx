import { useRef } from 'preact/hooks';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  readonly label: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
};

/** A button that lets the user choose files. The control that browsers draw for it cannot be drawn like the others. */
export function FileButton({ label, accept, multiple = false, disabled = false, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen once more.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <TextButton label={label} disabled={disabled} onClick={() => input.current?.click()} />
    </>
  );
}

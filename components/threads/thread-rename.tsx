import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';

type Props = {
  readonly title: string;
  /** Null: it stays as it was. */
  readonly onEnd: (title: string | null) => void;
};

/**
 * A thread's title where it stands, to be written anew: Enter and leaving it keep what was written, Escape does not. Enter in the empty
 * field asks for the title that the thread would have by itself.
 */
export function ThreadRename({ title, onEnd }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (next: string | null) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    end(event.key === 'Enter' ? (field.current?.value ?? null) : null);
  };
  return (
    <input
      ref={field}
      class="thread-rename"
      dir="auto"
      aria-label={t('threads_new_title')}
      placeholder={t('threads_title_by_itself')}
      maxLength={512}
      value={title}
      onKeyDown={onKeyDown}
      onBlur={() => end(field.current?.value.trim() || null)}
    />
  );
}

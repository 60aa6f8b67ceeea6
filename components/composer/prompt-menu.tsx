import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import type { PromptView } from '../../lib/panel/prompts/prompts-model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { lazy } from '../controls/lazy.tsx';
import { slashAt } from './slash-at.ts';
import { useTyped } from './use-typed.ts';

type Props = {
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly load: PanelActions['prompts'];
  readonly quotes_only: boolean;
  /** Nothing can be asked now. */
  readonly busy: boolean;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
};

const PromptsKey = lazy(async () => (await import('../shortcuts/prompts-key.tsx')).PromptsKey);
const PromptsMenu = lazy(async () => (await import('./prompts-menu.tsx')).PromptsMenu, 'idle');

/** The button that offers the prompt library, and its list: the one that a `/` at the start of the text box opens. */
export function PromptMenu({ textbox, load, quotes_only, busy, onChange, onSend }: Props) {
  const { typed, close, taken } = useTyped(textbox, slashAt);
  /** The slash is the button's: it goes when the list does. */
  const isOurs = useRef(false);

  const write = (box: HTMLTextAreaElement, text: string, until: number) => {
    box.setRangeText(text, 0, until, 'end');
    onChange(box.value);
  };
  /** In the place of what the text begins with, `behind` characters long. Gives whether the prompt is all there is to say. */
  const fill = ({ command, takes_input }: PromptView, behind: number): boolean => {
    const box = textbox.current;
    if (box === null) return false;
    isOurs.current = false;
    const rest = box.value.slice(behind).trimStart();
    write(box, `/${command} `, box.value.length - rest.length);
    if (rest !== '') box.setSelectionRange(box.value.length, box.value.length);
    taken();
    return !takes_input && rest === '';
  };
  const choose = (prompt: PromptView, behind: number) => {
    if (fill(prompt, behind) && !busy) onSend();
  };
  const dismiss = () => {
    const box = textbox.current;
    if (isOurs.current && typed?.words === '' && box !== null) {
      write(box, '', 1);
      taken();
    } else close();
    isOurs.current = false;
  };
  const toggle = () => {
    const box = textbox.current;
    if (box === null) return;
    box.focus();
    if (typed !== null) return dismiss();
    if (slashAt(box.value, 1) === null) {
      isOurs.current = true;
      write(box, '/', 0);
    }
    box.setSelectionRange(1, 1);
    // The list follows what happens to the text box.
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return (
    <>
      <IconButton
        icon="prompts"
        label={t('prompts')}
        title={`${t('prompts')} (/)`}
        aria-haspopup="listbox"
        aria-expanded={typed !== null}
        onMouseDown={(event) => event.preventDefault()}
        onClick={toggle}
      />
      <PromptsKey textbox={textbox} load={load} onChoose={choose} />
      {typed !== null && (
        <PromptsMenu
          words={typed.words}
          textbox={textbox}
          load={load}
          quotes_only={quotes_only}
          onChoose={(prompt) => choose(prompt, 1 + typed.words.length)}
          onComplete={(prompt) => fill(prompt, 1 + typed.words.length)}
          onClose={dismiss}
        />
      )}
    </>
  );
}

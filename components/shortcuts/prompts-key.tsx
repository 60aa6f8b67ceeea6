import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelActions } from '../../lib/panel/model.ts';
import type { PromptView } from '../../lib/panel/prompts/prompts-model.ts';
import { commandBefore } from '../composer/command-before.ts';
import { promptKeyOf } from './prompt-keys.ts';

type Props = {
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly load: PanelActions['prompts'];
  /** `behind`, how many characters of the text its command takes the place of. */
  readonly onChoose: (prompt: PromptView, behind: number) => void;
};

/** Hears the keys of the prompts. */
export function PromptsKey({ textbox, load, onChoose }: Props) {
  // As it is once the library is there.
  const latest = useRef(onChoose);
  latest.current = onChoose;
  useEffect(() => {
    const choose = async (key: number) => {
      const prompts = await load();
      const prompt = prompts.find((one) => one.key === key);
      const box = textbox.current;
      if (prompt === undefined || box === null) return;
      box.focus();
      latest.current(prompt, commandBefore(box, prompts));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const key = promptKeyOf(event);
      if (key === null) return;
      // At once and as long as it is held: on a French keyboard Firefox for Linux would go to the tab of that number.
      event.preventDefault();
      if (!event.repeat) choose(key).catch(() => undefined);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [textbox, load]);
  return null;
}

import type { Firefox } from './firefox.ts';
import { userActs } from './firefox-sidebar.ts';
import type { Panel } from './panel.ts';

/** The text box of Firefox's sidebar, as the keyboard reaches it. */
export function firefoxComposer(firefox: Firefox, { surface }: Panel) {
  return {
    /** Types at the end of the draft. */
    type: (words: string) =>
      surface.evaluate((added) => {
        const box = document.querySelector('textarea');
        if (box === null) throw new Error('There is no text box.');
        box.focus();
        box.setRangeText(added, box.value.length, box.value.length, 'end');
        box.dispatchEvent(new InputEvent('input', { bubbles: true, data: added, inputType: 'insertText' }));
      }, words),

    press: (key: string) =>
      userActs(firefox.window)((pressed) => {
        const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true });
        document.querySelector('textarea')?.dispatchEvent(event);
      }, key),

    draft: () => surface.evaluate(() => document.querySelector('textarea')?.value),
  };
}

export type FirefoxComposer = ReturnType<typeof firefoxComposer>;

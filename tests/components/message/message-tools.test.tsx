import { describe, expect, it, vi } from 'vitest';
import { MessageArticle } from '../../../components/message/message-article.tsx';
import type { MessageView } from '../../../lib/panel/model.ts';
import { eventually } from '../../support/eventually.ts';
import { button, buttonNames, draw, fire, messageView, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const NO_EDITS = { of: () => undefined, keep: () => {} };

function article(change: Partial<MessageView> = {}, busy = false) {
  const actions = panelActions();
  return {
    actions,
    ...draw(
      <MessageArticle message={messageView(change)} busy={busy} usage={null} edits={NO_EDITS} actions={actions} />,
    ),
  };
}

describe('under a message', () => {
  it('stand the tools of an answer', () => {
    const { root, actions } = article();
    expect(buttonNames(root)).toEqual(['Copy answer', 'Answer again', 'More']);
    fire(button(root, 'Answer again'), 'click');
    expect(actions.answerAgain).toHaveBeenCalledWith('msg_1', null);
  });

  it('stands nothing while it is being written', () => {
    expect(buttonNames(article({ status: 'in_progress' }).root)).toEqual([]);
  });

  it('nothing changes the thread while a run is under way', () => {
    const { root } = article({ versions: { place: 2, of: 3, earlier: 'msg_0', later: 'msg_2' } }, true);
    for (const name of ['Answer again', 'Earlier version', 'Later version'])
      expect(button(root, name).disabled, name).toBe(true);
  });

  it('lead arrows to its other versions', () => {
    const { root, actions } = article({ versions: { place: 2, of: 2, earlier: 'msg_0', later: null } });
    expect(root.querySelector('.versions')?.textContent).toBe('2/2');
    expect(button(root, 'Later version').disabled).toBe(true);
    fire(button(root, 'Earlier version'), 'click');
    expect(actions.chooseVersion).toHaveBeenCalledWith('msg_0');
  });

  it('a question can be put in other words, which stay until they are asked, and Escape leaves it as it was', async () => {
    const { root, actions } = article({ role: 'user', text: 'Why?' });
    actions.editMessage.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    const open = () => {
      fire(button(root, 'Edit question'), 'click');
      return root.querySelector('textarea') as HTMLTextAreaElement;
    };
    fire(open(), 'keydown', { key: 'Escape' });
    expect(root.querySelector('.words')?.textContent).toBe('Why?');
    const textbox = open();
    fire(textbox, 'keydown', { key: 'Enter', isComposing: true });
    expect(actions.editMessage).not.toHaveBeenCalled();
    textbox.value = 'How?';
    fire(textbox, 'input');
    fire(textbox, 'keydown', { key: 'Enter' });
    expect(actions.editMessage).toHaveBeenCalledWith('msg_1', 'How?');
    await Promise.resolve();
    expect(root.querySelector('textarea')?.value).toBe('How?');
    fire(textbox, 'keydown', { key: 'Enter' });
    await eventually(() => expect(root.querySelector('textarea')).toBeNull());
  });

  it('a question that is left as it was has the focus of the box that goes, unless somebody else has it', () => {
    const { root } = article({ role: 'user', text: 'Why?' });
    const message = root.querySelector('article') as HTMLElement;
    const focus = vi.spyOn(message, 'focus');
    const leave = (hasFocus: boolean) => {
      fire(button(root, 'Edit question'), 'click');
      const textbox = root.querySelector('textarea') as HTMLTextAreaElement;
      Object.assign(document, { activeElement: hasFocus ? textbox : document.body });
      fire(textbox, 'keydown', { key: 'Escape' });
    };
    leave(true);
    expect(focus).toHaveBeenCalledTimes(1);
    expect(message.tabIndex).toBe(-1);
    leave(false);
    expect(focus).toHaveBeenCalledTimes(1);
  });
});

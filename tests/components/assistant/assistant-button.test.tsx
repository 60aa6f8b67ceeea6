import { describe, expect, it, vi } from 'vitest';
import { AssistantButton } from '../../../components/assistant/assistant-button.tsx';
import { AssistantMenu } from '../../../components/assistant/assistant-menu.tsx';
import { MissingNotice } from '../../../components/notices/missing-notice.tsx';
import type { AnsweringView } from '../../../lib/panel/model.ts';
import { answeringView, button, draw, fire, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const SITETHREAD = { id: 'asst_sitethread', name: 'Sitethread', picture: null, is_default: true };
const EDITOR = { id: 'asst_1', name: 'Editor', picture: null, is_default: false };

function buttonOf(change: Partial<AnsweringView>): Element | null {
  const { root } = draw(
    <AssistantButton answering={answeringView(change)} disabled={false} actions={panelActions()} />,
  );
  return root.querySelector('button');
}

describe('who answers', () => {
  it.each<[what: string, change: Partial<AnsweringView>, shown: string, name: string]>([
    ['this device', {}, 'On this device', 'Answers come from: On this device'],
    ['a connection', { on_device: false, name: 'Mine' }, 'Mine', 'Answers come from: Mine'],
    [
      'another assistant',
      { on_device: false, name: 'Mine', assistant: EDITOR },
      'Editor',
      'Answers come from: Editor, with Mine',
    ],
    [
      'an assistant without a name',
      { assistant: { ...EDITOR, name: '' } },
      'Unnamed assistant',
      'Answers come from: Unnamed assistant, with On this device',
    ],
  ])('is %s', (_what, change, shown, name) => {
    const one = buttonOf(change);
    expect(one?.textContent).toBe(shown);
    expect(one?.getAttribute('aria-label')).toBe(name);
  });
});

async function menu(change: Partial<AnsweringView>) {
  const actions = panelActions();
  actions.loadAssistants.mockResolvedValue([SITETHREAD, EDITOR]);
  actions.loadModels.mockResolvedValue([
    { model: 'conn_1/', name: 'Mine', detail: 'small' },
    { model: 'on-device', name: null, detail: '' },
  ]);
  const { root } = draw(<AssistantMenu answering={answeringView(change)} actions={actions} onDone={() => undefined} />);
  await expect.poll(() => root.querySelectorAll('button').length).toBeGreaterThan(0);
  return { root, actions };
}

const checked = (root: Element) =>
  [...root.querySelectorAll('[aria-checked="true"]')].map(({ textContent }) => textContent);

describe('the menu', () => {
  it('marks who answers, with what, and for how long', async () => {
    expect(checked((await menu({})).root)).toEqual(['Sitethread', 'What the assistant is set to']);
    const { root } = await menu({ assistant: EDITOR, chosen_model: 'conn_1/', always: true });
    expect(checked(root)).toEqual(['Editor', 'Minesmall', 'Use on this site always']);
  });

  it('chooses each of them', async () => {
    const { root, actions } = await menu({});
    fire(button(root, 'Editor'), 'click');
    expect(actions.chooseAssistant).toHaveBeenCalledWith('asst_1');
    fire(button(root, 'On this device'), 'click');
    expect(actions.chooseModel).toHaveBeenCalledWith('on-device');
    fire(button(root, 'What the assistant is set to'), 'click');
    expect(actions.chooseModel).toHaveBeenCalledWith(null);
    fire(button(root, 'Use on this site always'), 'click');
    expect(actions.answerAlways).toHaveBeenCalledWith(true);
  });
});

describe('somebody who was chosen and is deleted', () => {
  it('is told of until that is taken note of', () => {
    const actions = panelActions();
    const { root } = draw(<MissingNotice answering={answeringView({ missing: 'assistant' })} actions={actions} />);
    expect(root.textContent).toContain('Sitethread answers instead.');
    fire(button(root, 'OK'), 'click');
    expect(actions.chooseAssistant).toHaveBeenCalledWith('asst_sitethread');
    expect(actions.answerAlways).toHaveBeenCalledWith(false);
  });

  it('takes nothing but the model where it is a connection', () => {
    const actions = panelActions();
    const answering = answeringView({ missing: 'connection', assistant: EDITOR });
    const { root } = draw(<MissingNotice answering={answering} actions={actions} />);
    fire(button(root, 'OK'), 'click');
    expect(actions.chooseModel).toHaveBeenCalledWith('default');
    expect(actions.chooseAssistant).not.toHaveBeenCalled();
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureList } from '../../../components/composer/picture-list.tsx';
import { ScreenshotButton } from '../../../components/composer/screenshot-button.tsx';
import { StoredPicture } from '../../../components/message/stored-picture.tsx';
import { Notice } from '../../../components/notices/notice.tsx';
import { eventually } from '../../support/eventually.ts';
import { button, buttonNames, draw, fire, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

/** What comes into sight, when the test says so. */
let appear = () => {};
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: readonly { isIntersecting: boolean }[]) => void) {
        appear = () => callback([{ isIntersecting: true }]);
      }
      observe() {}
      disconnect() {}
    },
  );
});

const PICTURES = ['one', 'two'].map((id) => ({ id, picture: new Blob([id], { type: 'image/jpeg' }) }));

describe('the button for a screenshot', () => {
  it('adds one', () => {
    const onAdd = vi.fn();
    fire(button(draw(<ScreenshotButton sight="likely" onAdd={onAdd} />).root, 'Add a screenshot'), 'click');
    expect(onAdd).toHaveBeenCalledOnce();
  });

  it('says so, can be reached and does nothing where the model has refused pictures', () => {
    const onAdd = vi.fn();
    const refused = button(
      draw(<ScreenshotButton sight="refused" onAdd={onAdd} />).root,
      'This model cannot see pictures',
    );
    expect([refused.disabled, refused.getAttribute('aria-disabled')]).toEqual([false, 'true']);
    fire(refused, 'click');
    expect(onAdd).not.toHaveBeenCalled();
  });

  it('is not there where nobody could look', () => {
    expect(buttonNames(draw(<ScreenshotButton sight="none" onAdd={vi.fn()} />).root)).toEqual([]);
  });
});

describe('the pictures of a question', () => {
  it('are small, each with a name and a way to remove it', () => {
    const onRemove = vi.fn();
    const { root } = draw(<PictureList pictures={PICTURES} sight="likely" onRemove={onRemove} />);
    expect([...root.querySelectorAll('img')].every(({ src }) => src.startsWith('blob:'))).toBe(true);
    fire(button(root, 'Remove picture 2'), 'click');
    expect(onRemove).toHaveBeenCalledWith('two');
    expect(root.querySelector('[role=status]')).toBeNull();
  });

  it('say that they stay where nobody can look at them', () => {
    const { root } = draw(<PictureList pictures={PICTURES} sight="none" onRemove={vi.fn()} />);
    expect(root.querySelector('[role=status]')?.textContent).toContain('Pictures stay here');
  });
});

describe('a picture of the thread', () => {
  it('is read when it comes into sight', async () => {
    const onLoad = vi.fn(async () => PICTURES[0]?.picture);
    const { root } = draw(<StoredPicture file_id="file-1" number={1} onLoad={onLoad} />);
    expect(onLoad).not.toHaveBeenCalled();
    appear();
    await eventually(() => button(root, 'Show picture 1 large'));
  });

  it('says that it is gone', async () => {
    const { root } = draw(<StoredPicture file_id="file-1" number={1} onLoad={async () => undefined} />);
    appear();
    await eventually(() => expect(root.textContent).toBe('Deleted'));
  });
});

describe('a page that cannot be read', () => {
  const painted = { kind: 'page-not-readable', reason: 'painted', host: 'a.test' } as const;

  it('can be looked at, if the model can', () => {
    const actions = panelActions();
    fire(button(draw(<Notice error={painted} sight="likely" actions={actions} />).root, 'Add a screenshot'), 'click');
    expect(actions.addScreenshot).toHaveBeenCalledOnce();
  });

  it('offers nothing that nobody could look at', () => {
    const { root } = draw(<Notice error={painted} sight="refused" actions={panelActions()} />);
    expect(buttonNames(root)).toEqual(['Dismiss']);
  });
});

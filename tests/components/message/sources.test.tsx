import { expect, it, vi } from 'vitest';
import { Sources } from '../../../components/message/sources.tsx';
import type { Annotation, Message } from '../../../lib/assistants/objects.ts';
import { createLiveText } from '../../../lib/panel/asking/live-text.ts';
import { createMessageViews } from '../../../lib/panel/conversation/message-views.ts';
import type { SourceView } from '../../../lib/panel/model.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

function list(...sources: SourceView[]) {
  const onOpen = vi.fn<(url: string) => void>();
  const { root } = draw(<Sources sources={sources} onOpen={onOpen} />);
  const items = [...root.querySelectorAll('li')].map(({ textContent }) => textContent);
  return { root, items, links: [...root.querySelectorAll('a')], onOpen };
}

it('names each page and the host it is on, in letters that cannot be faked', () => {
  const { items } = list(
    { url: 'https://sun.example/far', title: 'The sun is far' },
    { url: 'https://аpple.example/', title: 'Apple' },
    { url: 'https://moon.example/near', title: '' },
  );
  expect(items).toEqual(['The sun is farsun.example', 'Applexn--pple-43d.example', 'https://moon.example/near']);
});

it('shows words as words, and links to nothing but the web', () => {
  const { root, items } = list(
    { url: 'javascript:alert(1)', title: 'A' },
    { url: 'data:text/html,x', title: 'B' },
    { url: 'https://sun.example/', title: '<img src=x onerror=alert(1)>' },
  );
  expect(items).toEqual(['<img src=x onerror=alert(1)>sun.example']);
  expect(root.querySelector('img')).toBeNull();
});

it('is not there without any', () => {
  expect(list().root.textContent).toBe('');
  expect(list({ url: 'javascript:alert(1)', title: 'A' }).root.textContent).toBe('');
});

it('opens a page by a click of a person alone', () => {
  const { links, onOpen } = list({ url: 'https://sun.example/', title: 'Sun' });
  const click = fire(links[0] as Element, 'click');
  expect(click.defaultPrevented).toBe(true);
  expect(onOpen).not.toHaveBeenCalled();
  fire(links[0] as Element, 'click', { isTrusted: true });
  expect(onOpen.mock.calls).toEqual([['https://sun.example/']]);
});

function cites(url: string, title: string): Annotation {
  return { type: 'url_citation', text: '', start_index: 0, end_index: 1, url_citation: { url, title } };
}

it('are those of the message, each once, by the first title there is', () => {
  const annotations: Annotation[] = [
    cites('https://a.example/', ''),
    { type: 'file_citation', text: '', start_index: 0, end_index: 1, file_citation: { file_id: 'file-1' } },
    cites('https://b.example/', 'B'),
    cites('https://a.example/', 'A'),
    cites('https://a.example/', 'Another'),
  ];
  const row: Message = {
    id: 'msg_1',
    object: 'thread.message',
    created_at: 0,
    thread_id: 'thread_1',
    status: 'completed',
    incomplete_details: null,
    completed_at: 0,
    incomplete_at: null,
    role: 'assistant',
    content: [{ type: 'text', text: { value: 'Hello.', annotations } }],
    assistant_id: null,
    run_id: null,
    attachments: [],
    metadata: {},
    local: { order: 1 },
  };
  const [view] = createMessageViews(createLiveText())({ messages: [row], files: [], run: undefined, versions: [] });
  expect(view?.sources).toEqual([
    { url: 'https://a.example/', title: 'A' },
    { url: 'https://b.example/', title: 'B' },
  ]);
});

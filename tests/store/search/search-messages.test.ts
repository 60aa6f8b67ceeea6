import { beforeEach, describe, expect, it } from 'vitest';
import { plainLine } from '../../../components/markdown/plain-text.ts';
import { DEFAULT_ASSISTANT } from '../../../lib/assistants/default-assistant.ts';
import { indexEarlierMessages, WORDS_BEHIND } from '../../../lib/store/search/message-words.ts';
import { searchMessages } from '../../../lib/store/search/search-messages.ts';
import { createWorld, settle, type Worker } from '../../support/engine.ts';
import { threadOf } from '../../support/thread-of.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const search = (text: string, most = 50) => searchMessages(world.db, { text, most }, { read: plainLine });
const found = async (text: string) =>
  (await search(text)).hits.map(({ snippet, title, message }) =>
    (message === null ? title : snippet).map((part) => (part.found ? `[${part.text}]` : part.text)).join(''),
  );

describe('a search', () => {
  it('finds messages that hold all words, the newest first, with the words marked', async () => {
    await threadOf(worker, 'Bees', 'The scouts dance in the hive.', 'No scouts here.', 'A hive and its Scouts.');
    expect(await found('scouts hive')).toEqual(['A [hive] and its [Scouts].', 'The [scouts] dance in the [hive].']);
    expect(await found('scouts honey')).toEqual([]);
  });

  it('takes the last word for the beginning of one, and others as they are', async () => {
    await threadOf(worker, 'Bees', 'The scouting bees measure.');
    expect(await found('bees scou')).toEqual(['The [scouting] [bees] measure.']);
    expect(await found('scou bees')).toEqual([]);
  });

  it('leaves words of grammar out, unless they are quoted', async () => {
    await threadOf(
      worker,
      'Hamlet',
      'To be or not to be, that is the question.',
      'Question: what to be, or what else not?',
    );
    expect(await found('what is the question')).toHaveLength(2);
    expect(await found('"or not to be"')).toEqual(['[To] [be] [or] [not] [to] [be], that is the question.']);
  });

  it.each([
    ['東京タワー', '昨日東京タワーに行きました。', '昨日[東京タワー]に行きました。'],
    ['Uber', 'Über die Brücke.', '[Über] die Brücke.'],
    ['brucke', 'Über die Brücke.', 'Über die [Brücke].'],
    ['اسطنبول', 'زرت إسطنبول أمس.', 'زرت [إسطنبول] أمس.'],
    ['3.12', 'Since Python 3.12 it warns.', 'Since Python [3.12] it warns.'],
    ['1,000 euros', 'It costs 1,000 euros.', 'It costs [1,000] [euros].'],
    ['2026年', '2026年11月です。', '[2026][年]11月です。'],
  ])('finds %s whatever the script and its marks', async (words, text, marked) => {
    await threadOf(worker, 'Travels', text);
    expect(await found(words)).toEqual([marked]);
  });

  it('finds titles too, and a title under its newest words alone', async () => {
    const id = await threadOf(worker, 'Bee dances', 'Hello.');
    expect(await found('dances')).toEqual(['Bee [dances]']);
    await worker.engine.threads.mark(id, { title: 'Waggles' });
    expect(await found('dances')).toEqual([]);
    expect(await found('waggles')).toEqual(['[Waggles]']);
  });

  it('shows the place of a long message where most of the words stand', async () => {
    const far = 'filler word '.repeat(200);
    await threadOf(worker, 'Long', `scout ${far} the scout found a hive ${far}`);
    const [line = ''] = await found('hive scout');
    expect(line).toContain('[scout] found a [hive]');
    expect(line.startsWith('…') && line.endsWith('…')).toBe(true);
    expect(line.length).toBeLessThan(200);
  });

  it('gives as many as are wanted and says that there are more', async () => {
    await threadOf(worker, 'Many', ...Array.from({ length: 7 }, (_, at) => `scout ${at}`));
    const result = await search('scout', 5);
    expect(result.hits).toHaveLength(5);
    expect(result.more).toBe(true);
    expect((await search('scout', 7)).more).toBe(false);
  });

  it('finds words that are common each and seldom stand together, however old they are', async () => {
    const thread_id = await threadOf(worker, 'Many', 'alpha beta');
    const [message] = await world.db.messages.toArray();
    if (message === undefined) throw new Error('There is no message.');
    const wordsAt = (at: number) => (at < 2_100 ? ['alpha'] : []).concat(at < 2_050 ? [] : ['beta']);
    const numbers = Array.from({ length: 6_000 }, (_, at) => at);
    const content = (at: number) => [
      { type: 'text' as const, text: { value: wordsAt(at).join(' '), annotations: [] } },
    ];
    await world.db.message_words.clear();
    await world.db.messages.bulkPut(numbers.map((at) => ({ ...message, id: `msg_${at}`, content: content(at) })));
    await world.db.message_words.bulkAdd(numbers.map((at) => ({ id: `msg_${at}`, thread_id, words: wordsAt(at) })));
    const { hits, more } = await search('alpha beta', 60);
    expect([hits.length, more]).toEqual([50, false]);
    expect(hits.map(({ message: hit }) => hit?.id)).toEqual(
      numbers
        .slice(2_050, 2_100)
        .reverse()
        .map((at) => `msg_${at}`),
    );
    expect((await search('bet', 60)).hits[0]?.message?.id).toBe('msg_5999');
    expect((await search('alph', 60)).hits[0]?.message?.id).toBe('msg_2099');
  });

  it('gives the newest first also where older ones have been written again, or put back', async () => {
    const id = await threadOf(worker, 'Bees', 'Old scouts.');
    const [old] = (await worker.threads.messages.list(id)).data;
    world.clock.advance(60_000);
    await worker.threads.messages.create(id, { role: 'user', content: 'Scouts of today.' });
    const [newer] = (await worker.threads.messages.list(id)).data;
    const before = await world.db.message_words
      .where('id')
      .equals(old?.id ?? '')
      .primaryKeys();
    await worker.client.beta.threads.messages.update(old?.id ?? '', { thread_id: id, metadata: { note: 'kept' } });
    expect(
      await world.db.message_words
        .where('id')
        .equals(old?.id ?? '')
        .primaryKeys(),
    ).toEqual(before);
    expect(await found('scouts')).toEqual(['[Scouts] of today.', 'Old [scouts].']);
    await worker.engine.messageVersions.putBack(await worker.engine.messageVersions.remove(id, old?.id ?? ''));
    expect(await found('scouts')).toEqual(['[Scouts] of today.', 'Old [scouts].']);
    expect((await search('scouts', 2)).hits[0]?.message?.id).toBe(newer?.id);
  });

  it('ends when a newer one has taken its place', async () => {
    await threadOf(worker, 'Bees', 'A scout.');
    const controller = new AbortController();
    const searching = searchMessages(
      world.db,
      { text: 'scout', most: 5 },
      { signal: controller.signal, read: plainLine },
    );
    controller.abort();
    await expect(searching).rejects.toThrow('abort');
  });
});

describe('a line of an answer is shown as it is read', () => {
  async function answerOf(...markdown: readonly string[]): Promise<void> {
    const messages = markdown.map((content) => ({ role: 'assistant' as const, content }));
    await worker.client.beta.threads.create({ metadata: { title: 'Telescopes' }, messages });
  }

  it.each([
    ['bold', '## Costs\n\n**Mirrors wasted** by __haste__.', 'Costs · [Mirrors] wasted by haste.'],
    [
      'links',
      'See [the mirrors](https://a.test/Mirror_(optics) "t") and [1][x].\n\n[x]: https://b.test',
      'See the [mirrors] and 1.',
    ],
    ['a table', '| Part | State |\n|:--|--:|\n| `Mirrors` | ~~good~~ |', 'Part · State · [Mirrors] · good'],
    ['a list', '1. First\n2. _Mirrors_\n   - deep\n- [x] done', 'First · [Mirrors] · deep · done'],
    ['markers and notes', 'Mirrors【3, 4】 break.[^1]\n\n[^1]: Some *do*.', '[Mirrors] break. Some do.'],
    ['escapes', '5 \\* 3 mirrors &amp; more', '5 * 3 [mirrors] & more'],
    ['quotes and formulas', '> Mirrors of $x^2$\n> metres', '[Mirrors] of x^2 metres'],
    ['code', '```js\n# mirrors *\n```', '# [mirrors] *'],
  ])('without the signs of %s', async (_name, markdown, line) => {
    await answerOf(markdown);
    expect(await found('mirrors')).toEqual([line]);
  });

  it('also where it is cut out of a long one, whatever stands open there', async () => {
    const far = 'Nothing of **interest** is [here](https://a.test/x) to see.【7】 '.repeat(30);
    const row = '| **mirrors** | [wasted](https://a.test/mirrors) | 【9】 |\n';
    const table = `| one | two | three |\n|---|---|---|\n${'| a | b | c |\n'.repeat(40)}${row}${'| d | e | f |\n'.repeat(40)}`;
    await answerOf(
      `${far}\n\n${table}\n\n${far}`,
      `${far}\n\n\`\`\`sh\necho one\n\n${'# a comment\n\n'.repeat(20)}# mirrors | *tail*\n\`\`\`\n\n${far}`,
      `${far}**bold words ${'and more of them '.repeat(20)} mirrors wasted ${'and more '.repeat(20)}** ${far}`,
    );
    const lines = await found('mirrors');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^….*\[mirrors\].*…$/);
    const [bold = '', code = '', cells = ''] = lines;
    expect(cells).toContain('b · c · [mirrors] · wasted · d · e');
    expect(code).toContain('# a comment # [mirrors] | *tail*');
    expect(bold).toContain('and more of them [mirrors] wasted and more');
    for (const line of [bold, cells]) expect(line).not.toMatch(/[*|【】(]|\](?!\b|[ ·])/);
  });

  it('of a paragraph longer than anybody reads at once, which has no line to cut it at before the words', async () => {
    const far = 'and so on '.repeat(3_000);
    await answerOf(`${far}mirrors break${' and so on'.repeat(6)}\n${far}`, `${far}mirrors break ${far}`);
    for (const line of await found('mirrors')) expect(line).toMatch(/^….*and so on \[mirrors\] break and so on.*…$/);
  });

  it('as it stands where it is nested too deep to be read', async () => {
    await answerOf('The mirrors break.', `${'> '.repeat(20_000)}mirrors`);
    const lines = await found('mirrors');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^…(> )+\[mirrors\]$/);
  });

  it('with words in brackets that are no markers', async () => {
    await answerOf(`${'前の話です。'.repeat(200)}\n\n【重要】締切は明日【3】です。\n\n${'後の話です。'.repeat(200)}`);
    expect((await found('重要'))[0]).toContain('【[重要]】締切は明日です。');
  });

  it('without a dot left over where it is cut', async () => {
    await answerOf(Array.from({ length: 60 }, (_, at) => `- ${at === 30 ? 'mirrors' : 'ab'}`).join('\n'));
    expect((await found('mirrors'))[0]).toMatch(/^…(ab · )+\[mirrors\]( · ab)+…$/);
  });

  it('with the words of a link and not of where it leads', async () => {
    await answerOf(
      `[one](https://a.test/mirrors) ${'and so on '.repeat(200)} the mirrors break ${'and so on '.repeat(200)}`,
    );
    expect((await found('mirrors'))[0]).toContain('the [mirrors] break');
  });

  it('and what a user has typed as it was typed', async () => {
    await threadOf(worker, 'Telescopes', 'Why **mirrors**?\n| a | 【1】');
    expect(await found('mirrors')).toEqual(['Why **[mirrors]**? | a | 【1】']);
  });
});

describe('what is found goes with the messages', () => {
  it('an answer is found once it has ended', async () => {
    const id = await threadOf(worker, 'Bees', 'How?');
    await worker.threads.runs.create(id, { assistant_id: DEFAULT_ASSISTANT });
    await settle();
    await worker.backend.words('By dancing.');
    expect(await found('dancing')).toEqual([]);
    await worker.backend.stop();
    expect(await found('dancing')).toEqual(['By [dancing].']);
  });

  it('a message that is deleted or set aside is not found until it is back', async () => {
    const id = await threadOf(worker, 'Bees', 'First words.', 'Second words.');
    const [second] = (await worker.threads.messages.list(id)).data;
    const message_id = second?.id ?? '';
    const removed = await worker.engine.messageVersions.remove(id, message_id);
    expect(await found('second')).toEqual([]);
    await worker.engine.messageVersions.putBack(removed);
    expect(await found('second')).toHaveLength(1);
    await worker.engine.messageVersions.setAside(id, message_id);
    expect(await found('words')).toEqual(['First [words].']);
    await worker.engine.messageVersions.choose(id, message_id);
    expect(await found('words')).toHaveLength(2);
  });

  it('a deleted thread is not found, and leaves no words when it is gone', async () => {
    const id = await threadOf(worker, 'Bees', 'A scout.');
    await worker.engine.threads.setDeleted(id, true);
    expect(await found('scout')).toEqual([]);
    await worker.engine.threads.setDeleted(id, false);
    expect(await found('scout')).toHaveLength(1);
    await worker.engine.threads.delete(id);
    expect(await world.db.message_words.count()).toBe(0);
  });

  it('messages of an earlier version are indexed later, and until then the search says so', async () => {
    await threadOf(worker, 'Bees', ...Array.from({ length: 250 }, (_, at) => `scout number${at}`));
    await world.db.message_words.clear();
    await world.db.settings.put({ key: WORDS_BEHIND, value: '' });
    expect(await search('scout')).toEqual({ hits: [], more: false, partial: true });
    await indexEarlierMessages(world.db);
    expect(await found('scout number7')).toHaveLength(11);
    expect(await found('bees')).toEqual(['[Bees]']);
    expect((await search('scout')).partial).toBe(false);
    expect(await world.db.message_words.count()).toBe(251);
  });
});

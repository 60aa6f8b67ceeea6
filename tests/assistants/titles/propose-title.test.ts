import { describe, expect, it } from 'vitest';
import { proposeTitle } from '../../../lib/assistants/titles/propose-title.ts';
import { questionTitle } from '../../../lib/assistants/titles/question-title.ts';

const PAGE = 'How bees choose a home';
const ANSWER = 'Scouts *dance* for the best hollow【3】. Then the swarm flies.';
const BEGINNING = { question: '', by_prompt: false, page: PAGE, answer: ANSWER };

describe("a question's own words", () => {
  it.each([
    ['How do bees choose a home?', 'How do bees choose a home?'],
    ['please can you tell me who wrote this?', 'Tell me who wrote this?'],
    ['Hi, could you please list the dates', 'List the dates'],
    ['bitte erkläre den zweiten Absatz', 'Erkläre den zweiten Absatz'],
    ['two\n\nlines   of words', 'Two lines of words'],
    ['please', 'Please'],
    ['iPhone batteries compared', 'iPhone batteries compared'],
    ['/reply say that “Tuesday” suits me', 'Say that Tuesday suits me'],
    ['／返信 火曜日なら行けます', '火曜日なら行けます'],
    ['Compare with https://example.org/a?b=c, section two', 'Compare with section two'],
    ['„Anemoi“ und «Zephyr» vergleichen', 'Anemoi und Zephyr vergleichen'],
    ['https://example.org/', ''],
    ['/etc/hosts entries for localhost', '/etc/hosts entries for localhost'],
    [
      'compare the arguments of the first author with the ones that the second author brings forward',
      'Compare the arguments of the first author with the ones…',
    ],
    ['ブ'.repeat(80), `${'ブ'.repeat(59)}…`],
    [
      '请问：蜜蜂在选择新家的时候会派出侦察蜂去寻找合适的树洞并且通过跳舞的方式告诉其他蜜蜂它们找到的树洞有多大有多高以及离蜂巢有多远的距离',
      '请问：蜜蜂在选择新家的时候会派出侦察蜂去寻找合适的树洞并且通过跳舞的方式告诉其他蜜蜂它们找到的树洞有多大有多高以及离…',
    ],
  ])('%j is called %j', (question, title) => {
    expect(questionTitle(question)).toBe(title);
  });
});

describe('a question that tells something is the title, in any language', () => {
  it.each([
    'How do bees choose a home?',
    'Who gives the stop signal?',
    'What happened at Broughton?',
    'Wie wählen Bienen ein Zuhause?',
    'Comment les abeilles choisissent-elles un nid ?',
    '¿Cómo eligen las abejas su hogar?',
    'Como as abelhas escolhem a colmeia?',
    'ミツバチはどうやって巣を選びますか？',
    '蜜蜂怎么选择新家？',
    'كيف تختار النحل خليتها؟',
    'Как пчёлы выбирают дом?',
    'ผึ้งเลือกรังใหม่อย่างไร',
    '꿀벌은 어떻게 집을 고르나요?',
  ])('%s', (question) => {
    expect(proposeTitle({ ...BEGINNING, question })).toBe(question);
  });
});

describe('a question that only points takes the title of the page, in any language', () => {
  it.each([
    'What does this mean?',
    'what is this?',
    'Explain',
    'explain this please',
    'Is this true?',
    'why?',
    'tl;dr',
    'https://example.org/',
    '?',
    'Was ist das?',
    'Erkläre das bitte',
    'Warum?',
    'De quoi parle cette page ?',
    'Explique',
    '¿Qué es esto?',
    '¿De qué trata este artículo?',
    'O que é isto?',
    'Do que se trata este artigo?',
    'これは何ですか？',
    '説明してください',
    '这是什么？',
    '总结一下',
    'ما هذا؟',
    'اشرح',
    'Что это?',
    '이것은 무엇인가요?',
  ])('%s', (question) => {
    expect(proposeTitle({ ...BEGINNING, question })).toBe(PAGE);
  });
});

it('a prompt takes the title of the page, however much its words say', () => {
  const question = 'Draft a reply to this message that says: the last train leaves at nine.';
  expect(proposeTitle({ ...BEGINNING, question, by_prompt: true })).toBe(PAGE);
});

describe('without a page a question that only points takes what it was answered', () => {
  const of = (answer: string) => proposeTitle({ ...BEGINNING, question: 'What is this?', page: ' ', answer });
  it.each([
    [ANSWER, 'Scouts dance for the best hollow'],
    ['\n\n## **The waggle dance**\n\nScouts dance.', 'The waggle dance'],
    ['Some words first.\n\n# The [dance](https://a.test/) `now`', 'The dance now'],
    ['- **Dances** tell the way\n- And more', 'Dances tell the way'],
    ['> Dr. Seeley found it out. Later.', 'Dr. Seeley found it out'],
    ['```py\nprint(1)\n```\n\nThis prints one.', 'This prints one'],
    ['---\n| a | b |\n|---|---|\n\nThe table says: nothing.', 'The table says: nothing'],
    ['ミツバチは踊ります。そして飛びます。', 'ミツバチは踊ります'],
    ['a_b_c and 2 * 3 * 4 stay.', 'a_b_c and 2 * 3 * 4 stay'],
    ['# Using C#\n\nIt compiles.', 'Using C#'],
    ['## Using C# ##', 'Using C#'],
    ['##\n\nIt compiles.', 'It compiles'],
    ['***', 'What is this?'],
    ['', 'What is this?'],
  ])('%j: %s', (answer, title) => {
    expect(of(answer)).toBe(title);
  });
});

it('is no work however long a line of the answer is', () => {
  const begun = performance.now();
  proposeTitle({ ...BEGINNING, question: 'Why?', page: '', answer: '_a '.repeat(40_000) });
  expect(performance.now() - begun).toBeLessThan(200);
});

it('keeps a long title of a page, as far as a thread can hold one', () => {
  const page = 'word '.repeat(20).trim();
  expect(proposeTitle({ ...BEGINNING, question: 'why?', page })).toBe(page);
  expect(proposeTitle({ ...BEGINNING, question: 'why?', page: 'w'.repeat(600) })).toHaveLength(512);
});

import { describe, expect, it } from 'vitest';
import { answer } from '../../lib/search/answer.ts';
import { type Language, longPage, pageIn, passagesOf } from './support.ts';

describe('answer', () => {
  it.each<[Language, string, string]>([
    ['en', 'How long will the fish market be closed?', 'for two years'],
    ['en', 'Who is the mayor?', 'Ines Okafor'],
    ['en', 'What rents do traders pay in the tents?', 'halved'],
    ['de', 'Wie viele Kilometer Rohre sind alt?', 'vierzig Kilometer'],
    ['fr', 'Qui est la conservatrice ?', 'Mme Lefèvre'],
    ['fr', 'Combien coûte le budget total ?', '32 millions'],
    ['es', '¿Quién es el presidente de la cooperativa?', 'Ferrer'],
    ['ru', 'Сколько скважин пробурили?', 'двенадцать скважин'],
    ['ar', 'كم تبلغ تكلفة المشروع؟', 'مليوني دينار'],
    ['zh', '馆长是谁？', '王丽'],
    ['zh', '预算是多少？', '二百万元'],
    ['ja', '入館料はいくらですか', '三百円'],
    ['ko', '공사 비용은 얼마인가요?', '팔십억'],
    ['th', 'ตลาดเปิดวันไหน', 'วันเสาร์'],
    ['hi', 'तालाब बनाने में कितना खर्च हुआ?', 'पंद्रह लाख'],
  ])('%s: %s', (language, question, expected) => {
    const page = pageIn(language);
    const found = answer(page, question);
    expect(found?.fit).toBe('said');
    expect(found?.sentences.map(({ text }) => text).join('\n')).toContain(expected);
    for (const { text, passage } of found?.sentences ?? []) {
      expect(page.passages.find(({ id }) => id === passage)?.text).toContain(text);
    }
  });

  it.each<[Language, string]>([
    ['en', 'What is the population of Lisbon?'],
    ['en', 'How do I reset my password?'],
    ['de', 'Wann fährt der nächste Zug nach Hamburg?'],
    ['fr', 'Quelle est la population de Lyon ?'],
    ['ru', 'Где находится аэропорт?'],
    ['ar', 'متى تبدأ المباراة؟'],
    ['zh', '天气怎么样？'],
    ['ja', '電話番号を教えてください'],
    ['hi', 'क्रिकेट मैच कब है?'],
    ['en', 'What is it?'],
    ['en', ''],
  ])('%s: has nothing to say to %j', (language, question) => {
    expect(answer(pageIn(language), question)).toBeNull();
  });

  it('says when a page only touches what is asked, with the nearest sentence', () => {
    const found = answer(pageIn('en'), 'What do engineers do at the regatta?');
    expect(found).toMatchObject({ fit: 'near', sentences: [{ text: expect.stringContaining('Engineers') }] });
  });

  it('reads table rows and headings', () => {
    const passages = [
      ...passagesOf(['Opening hours\nMonday\t9 to 17\nSunday\tclosed'], ['Opening hours']),
      { id: 2, text: 'Nobody is charged at the door.', headings: ['Prices'] },
    ];
    const page = { title: 'Museum', language: 'en', passages };
    expect(answer(page, 'Is it open on Sunday?')?.sentences[0]?.text).toBe('Sunday\tclosed');
    expect(answer(page, 'prices')?.sentences).toMatchObject([{ text: 'Nobody is charged at the door.', passage: 2 }]);
  });

  it('gives at most four sentences, each once, in the order of the page', () => {
    const found = answer(longPage(6, 4), 'How were the old bridges kept?');
    expect(found?.sentences).toHaveLength(4);
    const passages = found?.sentences.map(({ passage }) => passage) ?? [];
    expect(passages).toEqual(passages.toSorted((one, other) => one - other));
    expect(new Set(found?.sentences.map(({ text }) => text)).size).toBe(4);
  });

  it('looks beside the main content only for what the main content does not say', () => {
    const page = pageIn('en');
    const beside = ['The mayor of another town is Tom Smith.', 'The office of the harbour opens at eight o’clock.'];
    const passages = [
      ...page.passages,
      ...beside.map((text, index) => ({ id: 90 + index, text, headings: [], beside: true as const })),
    ];
    const says = (question: string) => answer({ ...page, passages }, question)?.sentences.map(({ passage }) => passage);
    expect(says('Who is the mayor?')).not.toContain(90);
    expect(says('When does the office of the harbour open?')).toEqual([91]);
    expect(answer({ ...page, passages }, 'How do I reset my password?')).toBeNull();
  });
});

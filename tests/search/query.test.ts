import { describe, expect, it } from 'vitest';
import { queryTermsOf } from '../../lib/search/query.ts';

describe('queryTermsOf', () => {
  it.each([
    [
      'keeps what an English question is about',
      'What is the total cost of the project?',
      'en',
      ['total', 'cost', 'projec'],
    ],
    ['keeps a word that is one of grammar in another language', 'When did the war end?', 'en', ['war', 'end']],
    [
      'goes by the question where the page is in another language',
      'Was war der Grund für den Streit?',
      'en',
      ['grund', 'streit'],
    ],
    ['French', 'Qui est la conservatrice du musée ?', 'fr', ['conser', 'muse']],
    ['Russian', 'Сколько стоило строительство школы?', null, ['стоило', 'строит', 'школы']],
    ['Arabic', 'كم تبلغ تكلفة المشروع؟', 'ar', ['تبلغ', 'تكلفة', 'مشروع']],
    ['Chinese', '预算是多少？', 'zh', ['预算']],
    ['Japanese', '入館料はいくらですか', 'ja', ['入館', '館料']],
    ['Korean', '공사 비용은 얼마인가요?', 'ko', ['공사', '비용']],
    ['Thai', 'ตลาดเปิดวันไหน', 'th', ['ตลาด', 'เปิด', 'วัน']],
    ['has none for a question of grammar alone', 'What is it?', 'en', []],
    ['says each term once', 'cost costs cost', 'en', ['cost']],
  ])('%s', (_name, question, language, expected) => {
    expect(queryTermsOf(question, language)).toEqual(expected);
  });
});

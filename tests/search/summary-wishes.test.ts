import { describe, expect, it } from 'vitest';
import { isSummaryWish } from '../../lib/search/summary-wishes.ts';

describe('isSummaryWish', () => {
  it.each([
    'Summarize',
    'summarise this page.',
    'TL;DR please',
    'What is this page about?',
    'what’s this about?',
    'Give me the key points',
    'Can you give me a short summary of this article in 3 sentences?',
    'Explain the selected text',
    'Fass diesen Artikel bitte kurz zusammen',
    'Worum geht es auf dieser Seite?',
    'Was sind die wichtigsten Punkte?',
    'Résume cette page',
    'De quoi parle cette page ?',
    'Points clés',
    'Resume esta página',
    '¿De qué trata este artículo?',
    'Do que se trata este artigo?',
    'Pontos principais',
    'Riassumi questa pagina',
    'Di cosa parla questo articolo?',
    'Vat deze pagina samen',
    'Waar gaat dit artikel over?',
    '总结一下这个页面',
    '这篇文章讲了什么？',
    '這個頁面的重點是什麼',
    'このページを要約してください',
    'この記事は何について書かれていますか？',
    '이 페이지를 요약해 주세요',
    '이 기사는 무슨 내용인가요?',
    'О чём эта страница?',
    'Сделай краткое содержание статьи',
    'لخص هذه الصفحة',
    'ما هي النقاط الرئيسية؟',
  ])('is one: %s', (question) => {
    expect(isSummaryWish(question)).toBe(true);
    expect(isSummaryWish(question.normalize('NFD').toUpperCase())).toBe(true);
  });

  it.each([
    'Summarize what it says about taxes',
    'What is Kubernetes?',
    'What is the tax about?',
    'explain the methodology section',
    'overview of pricing',
    'the page',
    'Was kostet das?',
    'Quand rouvre le musée ?',
    '¿Cuánto cuesta?',
    '图书馆什么时候开放？',
    '入館料はいくらですか',
    '공사 비용은 얼마인가요?',
    'Сколько стоит?',
    'كم تبلغ التكلفة؟',
    '?',
    '',
  ])('is none: %j', (question) => {
    expect(isSummaryWish(question)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { fillTemplate, unknownVariables } from '../../../lib/panel/prompts/prompt-template.ts';

const VALUES = {
  page: 'this page',
  selection: 'the selection',
  url: 'https://a.test/x',
  title: 'A $& title',
  language: 'German',
  input: '',
};

const fill = (template: string, input = '') => fillTemplate(template, { ...VALUES, input });

describe('a prompt’s text', () => {
  it.each([
    ['Sum up {{page}}.', '', 'Sum up this page.'],
    ['{{ Page }} and {{selection}}', '', 'this page and the selection'],
    ['See {{url}}: {{title}}', '', 'See https://a.test/x: A $& title'],
    ['Say {{input}} of {{page}}', ' more\nhere ', 'Say more\nhere of this page'],
    ['Say {{input}}', '{{url}}', 'Say {{url}}'],
    ['Into {{language}}', '', 'Into German'],
    ['Into {{language}}', 'French', 'Into French'],
    ['Sum up {{page}}.', 'in French', 'Sum up this page.\n\nin French'],
    ['On {{date}}, {{ }} and {{url limit=3}}', '', 'On {{date}}, {{ }} and {{url limit=3}}'],
  ])('%j with %j is %j', (template, input, text) => {
    expect(fill(template, input)).toEqual({ text, page_tokens: null });
  });

  it.each([
    ['{{page limit=2000}}', 2_000],
    ['{{ page  limit = 50 }} {{page limit=2000}} {{page}}', 50],
  ])('%j limits what is read', (template, tokens) => {
    expect(fill(template).page_tokens).toBe(tokens);
  });

  it.each([
    '{{page limit=0}}',
    '{{page limit=many}}',
    '{{page limit=-5}}',
    '{{page size=5}}',
    '{{page limit=5 limit=6}}',
  ])('%j is no variable', (template) => {
    expect(fill(template)).toEqual({ text: template, page_tokens: null });
    expect(unknownVariables(template)).toEqual([template]);
  });

  it('names what it does not know, each once', () => {
    expect(unknownVariables('{{date}} {{page}} {{ clipboard }} {{date}} {{page limit=3}} {x} {{}}')).toEqual([
      '{{date}}',
      '{{ clipboard }}',
      '{{}}',
    ]);
  });
});

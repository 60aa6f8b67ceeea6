import { describe, expect, it } from 'vitest';
import { unfold } from '../../lib/page/unfold.ts';
import { parsePage } from './parse-page.ts';

/** What is pressed to get at the words in `#words`. linkedom draws nothing: what has the attribute `hidden` counts as not drawn. */
function pressed(html: string): string[] {
  const document = parsePage(html);
  const clicks: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    Object.assign(element, { checkVisibility: () => element.closest('[hidden]') === null });
    element.addEventListener('click', (event) => {
      if (event.target === element) clicks.push(element.id);
    });
  }
  const words = document.querySelector('#words')?.firstChild;
  if (!words) throw new Error('The page has no words.');
  unfold(words);
  return clicks;
}

describe('unfold', () => {
  it('opens closed details and text that only find-in-page shows, the outer ones too', () => {
    const document = parsePage(
      '<details><summary>a</summary><div hidden="until-found"><details><summary>b</summary><p>words</p></details></div></details>',
    );
    const words = document.querySelector('p')?.firstChild as Node;
    unfold(words);
    expect([...document.querySelectorAll('details')].map(({ open }) => open)).toEqual([true, true]);
    expect(document.querySelector('[hidden]')).toBeNull();
  });

  it.each<readonly [behaviour: string, html: string, pressed: readonly string[]]>([
    [
      'presses the tab of a panel',
      '<button role="tab" id="one" aria-controls="x"></button><button role="tab" id="two" aria-controls="p"></button><div id="p" role="tabpanel" hidden><p id="words">w</p></div>',
      ['two'],
    ],
    [
      'presses the tab that names a panel',
      '<div role="tab" id="t"></div><div role="tabpanel" aria-labelledby="t" hidden><p id="words">w</p></div>',
      ['t'],
    ],
    [
      'presses the button before a closed section',
      '<h3><button type="button" id="b" aria-expanded="false"></button></h3><div hidden><p id="words">w</p></div>',
      ['b'],
    ],
    [
      'presses a link to the panel itself',
      '<a role="tab" id="t" href="#p" aria-controls="p"></a><div id="p" hidden><p id="words">w</p></div>',
      ['t'],
    ],
    [
      'presses nothing where the words are drawn',
      '<button id="b" aria-expanded="false" aria-controls="p"></button><div id="p"><p id="words">w</p></div>',
      [],
    ],
    [
      'presses no link that leads elsewhere',
      '<a role="tab" id="t" href="/other" aria-controls="p"></a><div id="p" hidden><p id="words">w</p></div>',
      [],
    ],
    [
      'presses nothing that sends a form',
      '<form><button id="b" aria-expanded="false" aria-controls="p"></button></form><div id="p" hidden><p id="words">w</p></div>',
      [],
    ],
    [
      'presses no menu',
      '<button id="b" type="button" aria-haspopup="menu" aria-expanded="false" aria-controls="p"></button><div id="p" hidden><p id="words">w</p></div>',
      [],
    ],
    [
      'presses no button of another section',
      '<button id="b" type="button" aria-expanded="false" aria-controls="q"></button><div id="p" hidden><p id="words">w</p></div>',
      [],
    ],
  ])('%s', (_behaviour, html, expected) => {
    expect(pressed(html)).toEqual(expected);
  });
});

/** Class words beside `hljs`, `highlight` and the like that name no language. */
const NO_LANGUAGE =
  /^(?:hljs|highlight|highlighter-rouge|sourceCode|notranslate|plain|plaintext|text|txt|none|default|nohighlight|nohl)$/i;

/** `lang` on a listing names its programming language on some sites; these it would name as a language people speak. */
const SPOKEN =
  /^(?:ar|bg|cs|da|de|el|en|es|fa|fi|fr|he|hi|hu|id|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sk|sv|th|tr|uk|vi|zh)(?:-|$)/i;

/** Wrappers from the code to the outermost that a highlighter draws, such as a table with line numbers in two boxes. */
const HIGHEST_WRAPPER = 9;

/** More listings than one around two, for the line numbers and the code, and an element wraps a part of the page. */
const MOST_LISTINGS = 3;

/** From the classes and data attributes of a listing, the code in it and the wrappers around it; '' when none says. */
export function languageOf(listing: Element): string {
  const inside = listing.querySelector('code');
  for (const element of [inside, listing]) {
    const language = element && (declaredLanguage(element) ?? attributeLanguage(element));
    if (language) return language.toLowerCase();
  }
  let wrapper = listing.parentElement;
  for (let height = 0; wrapper && height < HIGHEST_WRAPPER && wraps(wrapper); height += 1) {
    const language = declaredLanguage(wrapper);
    if (language) return language.toLowerCase();
    wrapper = wrapper.parentElement;
  }
  return '';
}

function wraps(element: Element): boolean {
  if (/^(?:body|main|article|section|li|dd)$/.test(element.localName)) return false;
  return element.querySelectorAll('pre').length <= MOST_LISTINGS;
}

function declaredLanguage(element: Element): string | null {
  const classes = element.getAttribute('class') ?? '';
  const data = element.getAttribute('data-lang') ?? element.getAttribute('data-language');
  const language = data ?? classLanguage(classes);
  return language && !NO_LANGUAGE.test(language) && /^[\w+#.-]{1,20}$/.test(language) ? language : null;
}

function classLanguage(classes: string): string | null {
  if (classes === '') return null;
  const named = /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|brush:\s?)([\w+#.-]+)/.exec(classes);
  const sphinx = classes.includes('notranslate') ? /(?:^|\s)highlight-([\w+#.-]+)/.exec(classes) : null;
  // `hljs go`, `sourceCode python`: the class word next to the highlighter's own name.
  const beside = /(?:^|\s)(?:hljs|sourceCode|syntaxhighlighter)\s+([\w+#.-]+)/.exec(classes);
  return (named ?? sphinx ?? beside)?.[1] ?? null;
}

function attributeLanguage(element: Element): string | null {
  const language = element.getAttribute('lang');
  return language && /^[a-z][\w+#-]{0,15}$/i.test(language) && !SPOKEN.test(language) ? language : null;
}

/** Runs in a document: all that it says to whoever sees it or has it read aloud, but for the words of pages, titles, questions and answers. */
export function readTexts(): string[] {
  const said = [...document.querySelectorAll('body *')].flatMap((element) => {
    if (element.closest('.markdown, .words, .announcer, .thread-title, .thread-snippet, script, style') !== null)
      return [];
    const names = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'].map((name) =>
      element.getAttribute(name),
    );
    const own = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.nodeValue);
    return [...names, own.join('')];
  });
  return [...new Set(said.map((text) => text?.trim() ?? ''))].filter((text) => text !== '');
}

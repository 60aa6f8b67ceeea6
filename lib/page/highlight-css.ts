/** The name under which the cited words are registered with the CSS Custom Highlight API. */
export const HIGHLIGHT_NAME = 'sitethread';

/** For scripting.insertCSS. Dark words on amber: readable whatever the page's own colours are. */
export const HIGHLIGHT_CSS = `::highlight(${HIGHLIGHT_NAME}) { background-color: #ffd54a; color: #1c1600; }`;

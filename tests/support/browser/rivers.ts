/** Milliseconds from the new address to the new words. */
const LATE = 700;

/**
 * An application of two made-up pages: links change the address without a load, and the words come later. A clock goes on
 * all the time, and a button adds a sentence.
 */
export const RIVERS = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The Inn</title></head>
<body>
<nav><a id="to-inn" href="/">The Inn</a> <a id="to-drava" href="/drava">The Drava</a></nav>
<main><article><h1>The Inn</h1><p id="clock"></p><div id="words"></div></article></main>
<button id="more">Show today’s gauge</button>
<script>
const RIVERS = {
  '/': ['The Inn', 'The Inn rises at the Maloja pass and leaves the mountains after two hundred kilometres of narrow valleys.',
    'Rafts carried salt and wine down to Passau, and horses pulled the empty boats home along the bank for weeks.'],
  '/drava': ['The Drava', 'The Drava springs from a meadow near Toblach, a few steps from the watershed of two seas.',
    'Its gravel banks were dug away for roads, and some of them have been given back to the river since.'],
};
function show() {
  const [name, ...words] = RIVERS[location.pathname];
  document.title = name;
  document.querySelector('h1').textContent = name;
  document.querySelector('#words').replaceChildren(...words.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
}
for (const link of document.querySelectorAll('nav a')) link.addEventListener('click', (event) => {
  event.preventDefault();
  history.pushState(null, '', link.getAttribute('href'));
  setTimeout(show, ${LATE});
});
document.querySelector('#more').addEventListener('click', () => {
  const text = 'Its gauge stood at 212 centimetres today.';
  document.querySelector('#words').append(Object.assign(document.createElement('p'), { textContent: text }));
});
const tick = () => { document.querySelector('#clock').textContent = 'Local time ' + new Date().toTimeString().slice(0, 8); };
setInterval(tick, 1000);
tick();
show();
</script></body></html>`;

/** Two made-up articles, long enough that the end is off the screen. */

function articlePage(title: string, paragraphs: readonly string[]): string {
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>p { margin: 0 0 220px; max-width: 600px }</style></head>
<body>
<nav><a href="/a">Start</a> <a href="/b">Archive</a></nav>
<main><article><h1>${title}</h1>
${text}
</article></main>
<footer><p>All rights reserved.</p></footer>
</body>
</html>`;
}

export const BEES = articlePage('How a swarm of bees chooses its next home', [
  'In late spring a crowded colony of honey bees splits, and the old queen leaves with about ten thousand workers. The swarm settles on a branch near the old hive and hangs there like a beard while a few hundred scouts look for a new home.',
  'A scout that has found a hollow tree measures it by walking its walls in the dark. She likes a hole of about forty litres with a small entrance that faces south and lies well above the ground.',
  'Back on the surface of the swarm she dances. The angle of her dance tells the direction of the site, and the length of each run tells how far it is. The better the site, the more often she repeats the dance.',
  'Other scouts follow the dance, inspect the site for themselves, and dance for it only if they like it too. Nobody compares two sites, yet the good ones gather more dancers with every hour.',
  'Dancers for a rival site are sometimes silenced by a short buzz and a butt of the head. This stop signal keeps two equally good sites from holding up the decision for ever.',
  'The scouts do not wait until all agree. When about thirty of them meet at one site at the same time, they fly back and tell the swarm to warm up its wings.',
  'Within an hour ten thousand bees take off together, although fewer than one in twenty has ever seen the place they are flying to. Scouts streak through the cloud in the right direction, and the others follow.',
]);

export const BRIDGES = articlePage('Why soldiers break step on a bridge', [
  'Every bridge has a rhythm of its own, set by its length, its weight and its stiffness. Push it at that rhythm and each small push adds to the one before.',
  'In April 1831 a company of riflemen marched four abreast over an iron chain bridge at Broughton in England. They felt it bounce under their feet, and some of them began to whistle a marching tune in time.',
  'A bolt in one of the anchors snapped, and forty men fell into the shallow river. Nobody died, but the army gave the order that troops must break step when they cross a bridge.',
  'Walkers rarely mean to keep step, and still they do it. When the Millennium Bridge in London opened in the year 2000, it swayed sideways by up to seven centimetres on its first day.',
  'A person on a swaying deck widens the stance and puts each foot down with the sway, which pushes the deck a little further. Below a certain number of walkers nothing happens, and above it the sway grows quickly.',
  'The engineers closed the bridge, fitted ninety-one dampers below the deck, and opened it again two years later. It has been steady ever since.',
]);

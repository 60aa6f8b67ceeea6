import type { WordSearch } from '../../search/search-words.ts';
import type { Database, WordsRow } from '../database.ts';

/** A word that stands in more rows than this is a common one: its places are read only when nothing else helps. */
const RARE = 2_000;
/** Rows that are read at once; most searches end with the first. */
const BATCH = 60;
/** Of rows that follow one another. */
const STEP = 500;
/** So many of the newest rows are looked at for words that are all common, which stand in nearly each of them. */
const NEWEST = 3_000;

/** The rows that may hold all words of a search, the newest first, a few at a time: whoever has enough stops. */
export async function* candidateRows(db: Database, search: WordSearch): AsyncGenerator<WordsRow[]> {
  const found = await Promise.all(placesOf(db, search).map((place) => place.limit(RARE + 1).primaryKeys()));
  const rare = found.filter((numbers) => numbers.length <= RARE);
  if (rare.length > 0) {
    yield* rowsOf(db, inAll(rare));
    return;
  }
  const floor = yield* newestRows(db);
  if (floor === 0) return;
  // The beginning of a word has too many places of its own: whole words say where to look.
  const telling = placesOf(db, search).slice(0, Math.max(search.words.length, 1));
  const all = inAll(await Promise.all(telling.map((place) => place.primaryKeys())));
  yield* rowsOf(
    db,
    all.filter((number) => number < floor),
  );
}

/** Where each word stands: the whole ones first. */
function placesOf(db: Database, { words, beginning }: WordSearch) {
  const place = () => db.message_words.where('words');
  return [...words.map((word) => place().equals(word)), ...(beginning === null ? [] : [place().startsWith(beginning)])];
}

/** The numbers that all lists hold, the highest first. */
function inAll(lists: readonly number[][]): number[] {
  const [shortest = [], ...others] = lists.toSorted((a, b) => a.length - b.length);
  const held = others.map((numbers) => new Set(numbers));
  return [...new Set(shortest)].filter((number) => held.every((numbers) => numbers.has(number))).sort((a, b) => b - a);
}

async function* rowsOf(db: Database, numbers: readonly number[]): AsyncGenerator<WordsRow[]> {
  for (let from = 0; from < numbers.length; from += BATCH) {
    const rows = await db.message_words.bulkGet(numbers.slice(from, from + BATCH));
    yield rows.filter((row) => row !== undefined);
  }
}

/** Gives the number of the oldest row it has come to; 0 when there are no older ones. */
async function* newestRows(db: Database): AsyncGenerator<WordsRow[], number> {
  const last = await db.message_words.orderBy(':id').last();
  let floor = (last?.number ?? 0) + 1;
  for (let seen = 0; seen < NEWEST && floor > 1; seen += STEP) {
    const from = Math.max(floor - STEP, 1);
    const rows = await db.message_words.where(':id').between(from, floor).toArray();
    floor = from;
    yield rows.reverse();
  }
  return floor > 1 ? floor : 0;
}

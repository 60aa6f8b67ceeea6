import { wordsOf } from './words.ts';

/**
 * Words of grammar and of asking, by language. A question's words are looked up on a page, and these say nothing about where
 * its answer stands. Indexes keep them: there they are held back by being frequent.
 */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  en: `a an the this that these those it its he she they them his her their i you we us me my your our one s t d ll re ve m
    is are was were be been being am do does did done has have had having can could will would shall should may might must
    of in on at by for from to with without into onto about as and or but if so than then there here not no nor also just any
    some what which who whom whose when where why how much many often please tell explain describe say says said mean means
    give find show page article text website site document according`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren wird werden
    wurde wurden hat haben hatte hatten kann können soll sollen mit von zu zum zur im in am an auf aus bei für durch über um
    nach vor seit als wie es er sie wir ihr ich sich mir mich dass was wer wen wem wessen wann wo warum wieso weshalb welche
    welcher welches welchen viel viele gibt bitte sagt seite artikel text`,
  fr: `le la les l un une des du de d et ou mais ne pas est sont était a ont il elle ils elles on ce cette ces c qu que qui quoi
    quel quelle quels quelles quand où comment pourquoi combien dans sur sous avec pour par en au aux se s son sa ses leur leurs
    plus y dit t je nous vous page article texte`,
  es: `el la los las un una unos unas de del al y o e pero no es son fue era ser está están han ha hay se su sus lo le con por
    para en sobre a que qué quién quiénes cuál cuáles cuándo dónde cómo porque cuánto cuánta cuántos cuántas página artículo`,
  pt: `o a os as um uma de do da dos das em no na nos nas e ou mas não é são foi ser está com por para se seu sua que quem qual
    quais quando onde como porque quanto quanta quantos quantas página artigo`,
  it: `il lo la gli i le un una uno di del dei della delle dello e o ma non è sono era ha hanno in nel nella con per su da a si
    suo sua che chi cosa quale quali quando dove come perché quanto quanta quanti quante pagina articolo`,
  nl: `de het een van en of maar niet is zijn was waren wordt worden heeft hebben kan met voor op in te ter aan bij door om er dat
    dit die wat wie welke wanneer waar waarom hoe veel pagina artikel`,
  pl: `i w z na do od o po za nie jest są się to ten ta co kto kiedy gdzie dlaczego jak ile który która które czy`,
  tr: `ve ile bir bu şu da de için ne kim nerede nasıl neden kaç mi mı mu mü hangi zaman`,
  ru: `и в во на с со о об по к ко у от до из за для не ни но а же ли бы это этот эта эти тот что кто чей какой какая какое какие
    каких когда где куда почему зачем как сколько он она оно они его её их был была было были есть будет`,
  ar: `من في على إلى عن مع ما ماذا متى أين كيف لماذا كم هل هو هي هم هذا هذه ذلك التي الذي أن أو ثم كان كانت قد و لا لم لن`,
  hi: `का के की को में से पर है हैं था थी थे और या यह वह ये वे क्या कौन कब कहाँ क्यों कैसे कितना कितने कितनी किस किसने ने भी`,
  th: `ที่ และ ของ ใน เป็น คือ มี ได้ ให้ จะ ไม่ กับ จาก นี้ นั้น อะไร ใคร เมื่อไร เมื่อไหร่ ไหน ทำไม อย่างไร ยังไง เท่าไร เท่าไหร่ กี่ หรือ ไหม ว่า`,
};

/**
 * Phrases of asking, cut out before a question is taken apart: words that ask only together, and those of Chinese, Japanese and
 * Korean, which is taken in pairs of characters. Longer ones first.
 */
export const ASKING_PHRASES =
  /\bhow (?:long|old|big|large|far|tall|high|deep|fast|soon|expensive)\b|\bwie (?:lange?|hoch|groß|weit|alt|oft|schnell|teuer)\b|\bcombien de temps\b|为什么|為什麼|什么时候|什麼時候|有没有|有沒有|怎么样|怎麼樣|什么|什麼|哪里|哪裡|哪些|哪个|哪個|多少|怎么|怎麼|是否|是谁|是誰|[几幾](?=[点點个個人年月天])|[谁誰吗嗎呢的了是]|なぜ|どうして|いつ|どこ|どの|どんな|いくら|いくつ|ですか|ますか|でしょうか|ましたか|とは|何[がをのはでに人]?|誰[がをのは]?|무엇(?:을|이|은|인가요|입니까)?|언제|어디(?:에서|에|서)?|누가|누구(?:를|의)?|왜|어떻게|얼마나|얼마|몇|인가요|입니까|합니까|나요|는가/giu;

/**
 * Words of grammar for a question, out of the language that has most of its words: sets of all languages together would take
 * "war" out of an English question and "was" out of a German one. The page's language and English
 * win when it is close, and one word alone, such as "war", does not make a question German.
 */
export function functionWordsFor(words: readonly string[], pageLanguage: string | null): ReadonlySet<string> {
  const page = pageLanguage?.slice(0, 2).toLowerCase();
  let best: ReadonlySet<string> = new Set();
  let most = 0;
  for (const [language, listed] of Object.entries(BY_LANGUAGE)) {
    const list = new Set(wordsOf(listed));
    const found = words.filter((word) => list.has(word));
    const expected = language === page || language === 'en' || found.some((word) => !/^[a-z]/.test(word));
    const score = found.length + (language === page ? 1 : 0) + (language === 'en' ? 0.5 : 0);
    if (score > most && (expected || found.length > 1)) [best, most] = [list, score];
  }
  return best;
}

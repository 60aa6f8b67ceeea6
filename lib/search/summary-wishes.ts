type Wish = {
  /** Any of these makes a question a wish for a summary, */
  readonly asks: string;
  /** if nothing but these stands beside it: "summarize the page" is one, "summarize what it says about taxes" is not. */
  readonly fillers: string;
};

/** Regular expressions, by language. In those with spaces an alternative stands for whole words. */
const SPACED: Readonly<Record<string, Wish>> = {
  en: {
    asks: `summari[sz]e|summary|sum up|tl;? ?dr|tldr|recap|gist|overview|(?:key|main|most important) (?:points?|ideas?|facts?|takeaways?)|takeaways?|in a nutshell|explain|what(?: is|['’]s| does| do)? (?:this|that|it|the (?:page|article|text|site|selection)|this (?:page|article|text|site|website|post|story|document|tab|selection))(?: all)? (?:about|say|saying|mean)`,
    fillers: `please|can|could|would|will|you|give|show|tell|make|write|do|i|we|want|need|me|us|a|an|the|this|that|it|its|is|are|what|of|for|from|in|on|to|with|and|as|by|short|brief|briefly|quick|quickly|bullets?|points?|list|pages?|web|site|website|article|text|post|blog|document|story|thread|tab|video|pdf|paper|selection|selected|passage|content|main|most|important|key|few|one|two|three|four|five|\\d+|sentences?|words?|paragraphs?|lines?|whole|entire|here|simple|simply|plain|terms|all|about|s`,
  },
  de: {
    asks: `zusammenfassung|zusammenfassen|zusammenfass\\w*|fasse?.* zusammen|kurzfassung|überblick|(?:wichtigsten?|zentralen?) (?:punkte|aussagen|fakten)|kernaussagen?|erkläre?|worum geht(?: es|['’]?s)?|wovon handelt|was steht`,
    fillers: `bitte|kannst|könntest|du|sie|mir|uns|gib|zeig|mach|schreib|eine?n?|der|die|das|den|dem|des|dieser?|diese[sn]?|es|hier|auf|in|von|zu|aus|und|kurz|kurze|seite|webseite|website|artikels?|text(?:es)?|beitrags?|dokument|auswahl|markierten?|was|sind|ist|\\d+|sätzen?|stichpunkten?|stichworten`,
  },
  fr: {
    asks: `résume[rz]?|résumé|synthèse|synthétise[rz]?|en bref|aperçu|points (?:clés|principaux|importants|essentiels)|idées principales|l['’]essentiel|explique[rz]?|de quoi (?:parle|traite|s['’]agit-il|il s['’]agit|ça parle)(?:-t-(?:elle|il))?|que dit`,
    fillers: `s['’]il (?:te|vous) plaît|peux-tu|pouvez-vous|tu|vous|peux|pouvez|moi|me|nous|fais|faites|donne[rz]?|donne-moi|donnez-moi|un|une|le|la|les|l|ce|cet|cette|ça|de|du|des|en|dans|sur|et|quels?|quelles?|sont|est|court|brève?|page|site|article|texte|document|sélection|contenu|\\d+|phrases?|points?|mots`,
  },
  es: {
    asks: `resume|resumir|resumen|resúmeme|resumas?|sintetiza|síntesis|(?:puntos|ideas|datos) (?:clave|principales|importantes)|lo más importante|explica|explícame|de qué (?:trata|va|habla)|qué dice|sobre qué (?:es|trata)`,
    fillers: `por favor|puedes|podrías|me|nos|haz|hazme|dame|da|un|una|el|la|los|las|lo|este|esta|esto|de|del|en|y|cuáles|cuales|son|es|breve|corto|página|pagina|sitio|web|artículo|articulo|texto|documento|selección|contenido|\\d+|frases|puntos|palabras`,
  },
  pt: {
    asks: `resum[aeo]|resumir|resuma|sumário|sumarize|síntese|(?:pontos|ideias) (?:chave|principais|importantes)|pontos-chave|explique|explica|do que (?:se )?(?:trata|fala)|de que (?:se )?(?:trata|fala)|sobre o que (?:é|fala)|o que diz`,
    fillers: `por favor|você|pode|poderia|podes|me|faça|faz|dê|dá|um|uma|o|a|os|as|este|esta|isto|isso|de|do|da|em|no|na|e|quais|são|é|breve|curto|página|pagina|site|artigo|texto|documento|seleção|conteúdo|\\d+|frases|pontos|palavras`,
  },
  it: {
    asks: `riassumi|riassumere|riassunto|riassumimi|sintesi|sintetizza|(?:punti|idee) (?:chiave|principali|importanti)|spiega|spiegami|di (?:che )?cosa (?:parla|tratta|si tratta)|che cosa dice|cosa dice`,
    fillers: `per favore|puoi|potresti|mi|ci|fai|fammi|dammi|un|uno|una|il|lo|la|i|gli|le|l|questo|questa|quest|di|del|della|dell|in|e|quali|sono|è|breve|pagina|sito|articolo|testo|documento|selezione|contenuto|\\d+|frasi|punti|parole`,
  },
  nl: {
    asks: `samenvatting|samenvatten|vat.* samen|samengevat|overzicht|(?:belangrijkste|voornaamste) (?:punten|feiten)|kernpunten|hoofdpunten|leg .*uit|waar gaat .*over|waarover gaat|wat staat er`,
    fillers: `alsjeblieft|alstublieft|kun|kunt|kan|je|jij|u|mij|me|ons|geef|maak|een|de|het|dit|deze|dat|van|op|in|en|wat|zijn|is|korte?|pagina|site|website|artikel|tekst|document|selectie|\\d+|zinnen|punten|woorden|eens|even`,
  },
  ru: {
    asks: `кратко|вкратце|резюме|резюмируй(?:те)?|суммируй(?:те)?|перескажи(?:те)?|пересказ|подытожь(?:те)?|подведи(?:те)? итоги?|обобщи(?:те)?|краткое содержание|суть|(?:основные|главные|ключевые) (?:мысли|идеи|пункты|моменты|тезисы)|объясни(?:те)?|о ч[её]м (?:эта|этот|это|здесь|тут|говорит(?:ся)?|рассказывает)|что (?:тут|здесь) написано`,
    fillers: `пожалуйста|можешь|можете|мне|нам|сделай(?:те)?|дай(?:те)?|напиши(?:те)?|изложи(?:те)?|содержание|эту|эта|этот|это|этой|этого|этом|в|на|о|об|и|какие|здесь|тут|страниц[аыуе]|сайта?|стать[яюией]|статьи|текста?|документа?|фрагмента?|\\d+|предложениях|словах`,
  },
  ar: {
    asks: `لخّ?ص|لخصي|لخصه|لخصها|تلخيص|ملخصا?|الملخص|خلاصة|الخلاصة|موجز|(?:أهم )?النقاط(?: الرئيسية| المهمة| الأساسية)?|أهم النقاط|الأفكار الرئيسية|اشرح|باختصار|عمّ? ?(?:تتحدث|يتحدث|تدور|يدور)|عن ماذا (?:تتحدث|يتحدث)|ماذا تقول|ما موضوع`,
    fillers: `من فضلك|رجاء|هل|يمكنك|يمكن|أن|لي|لنا|أعطني|اكتب|قدم|ما|هي|هو|هذه|هذا|في|من|عن|ال|الصفحة|صفحة|المقالة|المقال|مقال|النص|نص|الموقع|المستند|بإيجاز|قصيرا?|\\d+|جمل|نقاط`,
  },
};

const UNSPACED: Readonly<Record<string, Wish>> = {
  zh: {
    asks: '总结|總結|概括|摘要|概要|归纳|歸納|要点|要點|重点|重點|解释|解釋|(?:讲|講|说|說|写|寫)(?:的是|了|的)?(?:什么|什麼|啥)|(?:主要|大概)(?:内容|內容)|关于什么|關於什麼',
    fillers:
      '请|請|帮|幫|我|给|給|一下|这|這|那|该|該|此|本|个|個|篇|段|页面|頁面|网页|網頁|页|頁|文章|文字|内容|內容|文|选中|選中|用|几|幾|句|话|話|条|條|列出|写|寫|做|主要|全部|简单|簡單|简要|簡要|地|是|有|哪些|什么|什麼|的|了|吗|嗎|\\d',
  },
  ja: {
    asks: '要約|まとめ|要点|概要|要旨|ポイント|説明|何について|なにについて|どんな(?:内容|ページ|記事)',
    fillers:
      'この|その|これ|それ|ページ|サイト|記事|文章|本文|内容|選択|部分|全体|主な|重要|簡単|簡潔|短く|ください|下さい|お願い|します|して|です|ですか|ますか|てください|書|かれて|いる|います|教えて|何|点|文|箇条書き|行|を|は|が|の|に|で|な|か|て|る|も|と|\\d',
  },
  ko: {
    asks: '요약|정리|요점|핵심|개요|설명|무엇에 (?:관한|대한)|뭐에 (?:관한|대한)|무슨 내용',
    fillers:
      '이|그|페이지|사이트|기사|글|문서|본문|내용|선택|부분|전체|주요|중요한|간단히|간략히|짧게|포인트|점|해|줘|주세요|주십시오|주실|수|있나요|있어|좀|부탁|합니다|드려요|하세요|하기|인가요|입니까|이야|야|을|를|은|는|의|로|으로|세|문장|줄|에|대해|\\d',
  },
};

const WISHES: readonly Wish[] = [
  ...Object.values(SPACED).map(({ asks, fillers }) => ({ asks: wholeWords(asks), fillers: wholeWords(fillers) })),
  ...Object.values(UNSPACED),
];

/** Whether a typed question is really a wish for a summary (or explanation) of what is in front of the user. */
export function isSummaryWish(question: string): boolean {
  return saysNothingElse(question, { wishes: true });
}

/** Whether a question names nothing: such a wish, or no more than "what is this?" */
export function pointsOnly(question: string): boolean {
  return saysNothingElse(question, { wishes: false });
}

/** `wishes`: whether it must hold the wish itself, beside words that stand with one. */
function saysNothingElse(question: string, { wishes }: { readonly wishes: boolean }): boolean {
  const asked = question.normalize('NFC').toLowerCase();
  return WISHES.some(({ asks, fillers }) => {
    const beside = asked.replace(new RegExp(asks, 'gu'), ' ');
    if (wishes && beside === asked) return false;
    return !/[\p{L}\p{N}]/u.test(beside.replace(new RegExp(fillers, 'gu'), ' '));
  });
}

function wholeWords(alternatives: string): string {
  return `(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`;
}

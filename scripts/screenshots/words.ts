/** What is asked, answered and remembered in the photographs of one language. */
export type Words = {
  readonly question: string;
  /** Pieces, as they come in. */
  readonly answer: readonly string[];
  /** Of the first pieces, once these are there the answer is under way. */
  readonly under_way: string;
  /** Of some earlier threads, each with what was asked and answered. */
  readonly threads: readonly (readonly [title: string, question: string, answer: string])[];
  /** What the threads are searched for. */
  readonly search: string;
  readonly assistant: { readonly name: string; readonly sign: string; readonly instructions: string };
};

const ENGLISH: Words = {
  question: 'How does a lighthouse lens work?',
  answer: [
    'A lighthouse lens bends the lamp’s light towards the horizon instead of reflecting it.\n\n',
    '- **Mirrors wasted half of it**: “swallowed about half of the light that fell on it” 【3】\n',
    '- **Fresnel kept only the surfaces**: “the glass between the surfaces is only ballast” 【4】\n',
    '- **The first one was lit in 1823**: “The first large lens was lit in July 1823” 【5】\n\n',
    '| Order | Focal length | Place |\n|---|---:|---|\n| First | 920 mm | Ocean capes |\n| Sixth | 150 mm | Piers |\n',
  ],
  under_way: 'half of the light',
  threads: [
    ['When to prune an apple tree', 'When do I prune an apple tree?', 'In late winter, before the buds open.'],
    ['Why fog comes in the morning', 'Why is fog thickest in the morning?', 'The ground has given its warmth away.'],
    ['Light for seedlings', 'How much light do seedlings need?', 'Twelve to sixteen hours of light a day.'],
    ['Bread without kneading', 'Can bread be made without kneading?', 'Yes: time does what hands would do.'],
  ],
  search: 'light',
  assistant: { name: 'Copy editor', sign: '✏️', instructions: 'Say what is unclear, in three points.' },
};

const ARABIC: Words = {
  question: 'كيف تعمل عدسة المنارة؟',
  answer: [
    'تثني عدسة المنارة ضوء المصباح نحو الأفق بدل أن تعكسه.\n\n',
    '- **أضاعت المرايا نصفه**: ‎“swallowed about half of the light that fell on it”‎ 【3】\n',
    '- **أبقى فرينل السطوح وحدها**: ‎“the glass between the surfaces is only ballast”‎ 【4】\n\n',
    '| الرتبة | البعد البؤري | المكان |\n|---|---:|---|\n| الأولى | 920 مم | رؤوس المحيط |\n| السادسة | 150 مم | الأرصفة |\n',
  ],
  under_way: 'half of the light',
  threads: [
    ['متى تُقلَّم شجرة التفاح', 'متى أقلّم شجرة التفاح؟', 'في آخر الشتاء قبل تفتّح البراعم.'],
    ['لماذا يأتي الضباب صباحًا', 'لماذا يكون الضباب كثيفًا صباحًا؟', 'لأن الأرض فقدت دفأها ليلًا.'],
    ['ضوء الشتلات', 'كم من الضوء تحتاج الشتلات؟', 'من اثنتي عشرة إلى ست عشرة ساعة في اليوم.'],
  ],
  search: 'الضوء',
  assistant: { name: 'محرر لغوي', sign: '✏️', instructions: 'اذكر ما هو غير واضح في ثلاث نقاط.' },
};

const JAPANESE: Words = {
  question: '灯台のレンズの仕組みは？',
  answer: [
    '灯台のレンズは、光を反射するのではなく水平線の方へ曲げます。\n\n',
    '- **鏡は光の半分を失った**：“swallowed about half of the light that fell on it” 【3】\n',
    '- **フレネルは表面だけを残した**：“the glass between the surfaces is only ballast” 【4】\n\n',
    '| 等級 | 焦点距離 | 場所 |\n|---|---:|---|\n| 第一等 | 920 mm | 外洋の岬 |\n| 第六等 | 150 mm | 桟橋 |\n',
  ],
  under_way: 'half of the light',
  threads: [
    ['リンゴの木の剪定時期', 'リンゴの木はいつ剪定しますか？', '芽が開く前の冬の終わりです。'],
    ['朝に霧が出る理由', '霧はなぜ朝に濃いのですか？', '夜の間に地面が熱を失うからです。'],
    ['苗に必要な光', '苗にはどのくらいの光が必要ですか？', '一日に 12 から 16 時間の光です。'],
  ],
  search: '光',
  assistant: { name: '校正者', sign: '✏️', instructions: '分かりにくい点を三つ挙げる。' },
};

export const LANGUAGES = { en: ENGLISH, ar: ARABIC, ja: JAPANESE } as const satisfies Record<string, Words>;

/** By the folder of its texts in public/_locales. */
export type Language = keyof typeof LANGUAGES;

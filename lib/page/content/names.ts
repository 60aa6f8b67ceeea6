/**
 * What the words in `class` and `id` tell about a part of a page. The words were collected from what sites call their parts; a
 * word alone decides nothing, it is one of the things the choice of content weighs.
 */
const WORDS = {
  menu:
    'nav navbar navigation menu menus submenu megamenu mainmenu menubar sidenav leftnav subnav topnav breadcrumb breadcrumbs ' +
    'hamburger dropdown flyout offcanvas skiplink skip toc',
  footer: 'footer footers foot colophon copyright disclaimer legal bottom',
  header: 'header headers masthead topbar banner top logo branding',
  side: 'sidebar sidebars aside rail widget widgets secondary complementary',
  overlay:
    'cookie cookies consent gdpr onetrust modal modals popup popover overlay lightbox dialog drawer tooltip toast announcement ' +
    'announcements notice alert',
  social: 'share sharing social follow reactions facebook twitter linkedin',
  account: 'login signin signup newsletter subscribe subscription form forms search searchform account register',
  related:
    'related recommended recommendation recommendations recirculation upsell upsells crosssell promo promos promotion similar ' +
    'trending popular more recent latest readnext also viewed',
  advert: 'ad ads advert advertisement adsense sponsor sponsored taboola outbrain',
  control:
    'filter filters facet facets sort sorting refine refinements pagination pager paginator toolbar actions action buttons button ' +
    'btn cart minicart wishlist currency select swatch swatches quantity tabs',
  about:
    'meta byline author authors date tag tags category categories avatar user profile signature badge reputation bio',
  comment: 'comment comments reply replies respond disqus',
  review: 'review reviews rating ratings stars testimonial testimonials',
  content:
    'content article post entry body main story text richtext rte markdown prose wysiwyg description desc excerpt summary copy',
  product:
    'product price prices detail details spec specs specification specifications info sku variant attributes features',
  item: 'card cards item items grid list listing listings result results tile tiles teaser teasers collection products loop',
  thread: 'thread message messages answer answers question topic qa topics posts discussion',
  section: 'section hero intro cta feature faq faqs accordion panel block module row',
} as const;

export type NameGroup = keyof typeof WORDS;
export const NAME_GROUPS = Object.keys(WORDS) as readonly NameGroup[];

const GROUP_OF: ReadonlyMap<string, number> = new Map(
  NAME_GROUPS.flatMap((group, index) => WORDS[group].split(' ').map((word) => [word, index] as const)),
);

/** States rather than names: `has-sidebar`, `no-menu`, `is-modal-open`. */
const MODIFIER = /(?<=^|[\s_])(?:with|has|have|no|without|is|not|hide|show)[-_]\S*/g;

/** Indices into `NAME_GROUPS` of what an element is called. `getAttribute`, because a form's own fields can shadow `form.id`. */
export function nameGroupsOf(element: Element, known: Map<string, readonly number[]>): readonly number[] {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 300);
  const groups = known.get(names) ?? [...new Set(wordsOf(names).flatMap((word) => GROUP_OF.get(word) ?? []))];
  known.set(names, groups);
  return groups;
}

/** `siteNav_main-menu has-ads` as site, nav, main, menu. */
function wordsOf(names: string): readonly string[] {
  if (names.length < 3) return [];
  const plain = names.replace(MODIFIER, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return plain.toLowerCase().match(/[a-z]{2,}/g) ?? [];
}

/**
 * What on a page is not its main part: by element, by role, by the words in class and id. Words were chosen for telling apart
 * site furniture from content on a mixed set of pages; `banner`, `widget`, `comment` and `review` tell nothing and are not here.
 */

const JUNK_ELEMENTS = new Set(['nav', 'footer', 'aside', 'dialog']);

const JUNK_ROLES = new Set(
  'navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar tablist tooltip listbox'.split(
    ' ',
  ),
);

const JUNK_WORDS = new Set(
  (
    'nav navbar navigation menu menus submenu megamenu mainmenu menubar sidebar sidenav leftnav subnav topnav ' +
    'footer colophon masthead topbar breadcrumb breadcrumbs hamburger dropdown flyout offcanvas skiplink ' +
    'cookie cookies consent gdpr onetrust modal popup popover overlay lightbox dialog drawer tooltip toast ' +
    'share sharing social signup login signin newsletter subscribe subscription currency button buttons ' +
    'related recommended recommendation recommendations recirculation upsell crosssell promo promos promotion ' +
    'ad ads advert advertisement adsense sponsor sponsored taboola outbrain ' +
    'pagination pager paginator copyright disclaimer legal toolbar actions cart minicart wishlist ' +
    'facet facets filter filters refine refinement refinements sort sorting ' +
    'announcement announcements marquee signature reactions reputation searchform'
  ).split(' '),
);

/** Asides that belong to the text, such as a documentation's notes. */
const NOTE = /\b(?:note|admonition|callout|tip|warning|important|hint|caution|footnotes?)\b/i;

/** Furniture whatever its size. */
export function isFurniture(element: Element): boolean {
  if (element.localName === 'aside' && NOTE.test(namesOf(element))) return false;
  // The end of a quotation names its source.
  if (element.localName === 'footer' && element.closest('blockquote')) return false;
  return JUNK_ELEMENTS.has(element.localName) || JUNK_ROLES.has(element.getAttribute('role') ?? '');
}

/** Furniture by name only; a name can mislead, so the caller looks at the size too. */
export function isNamedLikeJunk(element: Element): boolean {
  const names = namesOf(element);
  return names !== '' && wordsOf(names).some((word) => JUNK_WORDS.has(word));
}

/** `getAttribute`, because a form's own fields can shadow `form.id`. */
function namesOf(element: Element): string {
  return `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.trim();
}

/** States rather than names: `has-sidebar`, `no-menu`, `is-modal-open`; and what a highlighter calls its listings. */
const MODIFIER = /(?<=^|[\s_])code-toolbar|(?<=^|[\s_])(?:with|has|have|no|without|is|not|hide|show)[-_]\S*/g;

/** `siteNav_main-menu has-ads` as site, nav, main, menu. */
function wordsOf(names: string): string[] {
  return (
    names
      .replace(MODIFIER, ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]{2,}/g) ?? []
  );
}

import { CommentBox } from './comment-box';
import styles from './style.css?inline';
import { speak } from './words';

/**
 * Puts an article's comments where the script tag stands:
 * `<script src="…/embed.js" data-site="herald" data-article="a-1" async></script>`.
 * Also understood: `data-url`, `data-title`, `data-lang` (else the language of the place where the tag stands), and `data-token`
 * (a reader token of the site's own sign-in).
 */
function mount(script: HTMLScriptElement): void {
  const { site, article, url, title, lang, token } = script.dataset;
  if (site === undefined || article === undefined) {
    console.error('Weir: the script tag needs data-site and data-article.');
    return;
  }
  const { words, languages } = speak(lang || script.closest<HTMLElement>('[lang]')?.lang || navigator.language);
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  const placement = {
    service: new URL(script.src, location.href).origin,
    site,
    article: { id: article, url: url ?? canonical ?? location.origin + location.pathname, title: (title ?? document.title).slice(0, 500) },
    token: token ?? null,
  };
  const host = document.createElement('div');
  host.id = 'weir-comments';
  script.after(host);
  // A shadow root keeps the page's styles out; font and colours still come in, by inheritance and by CSS variables.
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const box = new CommentBox(placement, words, languages);
  root.append(box.element);
  void box.start();
}

if (document.currentScript instanceof HTMLScriptElement) mount(document.currentScript);

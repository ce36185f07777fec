/** The elements that a comment's text may consist of; the service sanitises too, this is the second lock. */
const TAGS = new Set(['P', 'BR', 'A', 'EM', 'STRONG', 'B', 'I', 'BLOCKQUOTE', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'DEL', 'S']);
const NEVER = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT', 'TITLE', 'TEXTAREA']);

/** A comment's HTML rebuilt from known elements only: no attribute survives but the address of a web link. */
export function safeHtml(html: string): DocumentFragment {
  const target = document.createDocumentFragment();
  copy(new DOMParser().parseFromString(html, 'text/html').body, target);
  return target;
}

function copy(from: Node, to: Node): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.textContent ?? ''));
    else if (node instanceof Element && !NEVER.has(node.tagName)) copy(node, TAGS.has(node.tagName) ? to.appendChild(rebuild(node)) : to);
  }
}

function rebuild(original: Element): Element {
  const element = document.createElement(original.tagName);
  const address = original.tagName === 'A' ? (original.getAttribute('href') ?? '') : '';
  if (/^https?:\/\//i.test(address)) {
    element.setAttribute('href', address);
    element.setAttribute('rel', 'nofollow ugc noreferrer');
    element.setAttribute('target', '_blank');
  }
  return element;
}

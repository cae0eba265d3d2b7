// Elements: find one by id, make one with a class and content.

/**
 * An element of index.html.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @returns {E}
 * @throws where the document has none: page and script do not match
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return /** @type {E} */ (found);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className may be empty
 * @param {(Node | string)[]} content strings become text, never markup
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * A button that submits nothing.
 * @param {string} className
 * @param {() => void} onPress
 * @param {(Node | string)[]} content
 */
export function pressable(className, onPress, ...content) {
  const button = element('button', className, ...content);
  button.type = 'button';
  button.addEventListener('click', onPress);
  return button;
}

/**
 * One of the page's line icons.
 * @param {string} path in a field of 24 × 24
 */
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

// The round pictures of people and chats: a letter on one of six colours.

const HUES = 6;

/**
 * A name always gets the same colour; the classes are in page.css.
 * @param {string} name
 */
export function hue(name) {
  return [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % HUES;
}

/**
 * @param {HTMLElement} portrait
 * @param {string} name
 */
export function paint(portrait, name) {
  portrait.className = `avatar hue-${hue(name)}`;
  portrait.textContent = [...name][0] ?? '';
}

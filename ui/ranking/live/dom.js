/* Small things of the page: elements, writing only what changed, sentences with blanks, numbers as Python writes them. */
import { rounded } from "./compute.js";

/* An element with properties, attributes ("aria-…", "data-…", "for") and children. Text is text, never markup. */
export function make(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name in node && !name.includes("-")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/* A link that opens what stands behind a number or a name (ui/drawer/browser/doors.js). */
export const door = (to, ...inside) =>
  make("a", { className: "door", href: `?open=${to}`, "data-door": to }, ...inside);

/* Set a property or a style only where it differs: the browser then lays out no more than what moved. */
export function put(node, name, value) {
  const before = (node.written ??= {});
  if (before[name] === value) return;
  before[name] = value;
  if (name === "textContent") write(node, value);
  else if (name.startsWith("--") || name === "width" || name === "left") node.style.setProperty(name, value);
  else if (name.includes("-")) node.setAttribute(name, value);
  else node[name] = value;
}

/* Into the letters that stand there where it can be: for a new text node every rule with :has() is asked again. */
function write(node, text) {
  const letters = node.firstChild;
  if (text && letters?.data && node.childNodes.length === 1) letters.data = text;
  else node.textContent = text;
}

/* The sentence with its {blanks} filled; French "de" and "que" lose their vowel before another, as in words/typography.py. */
const DROPPING = /\b([Dd]|[Qq]u)e \{(\w+)\}/g, VOWEL = /^(?!onze|oui\b)[aeiouàâäéèêëîïôöùûüœæ]\w/i;
const elided = (sentence, blanks) =>
  sentence.replace(DROPPING, (whole, word, name) => VOWEL.test(blanks[name] ?? "") ? `${word}’{${name}}` : whole);
/* Anything below two is one in French, whose decimals stand behind a comma: 0,9 point. */
const POINTS = /\{(\w+)\}(\s)points\b/g, BELOW_TWO = /^[+−-]?[01],\d+$/;
const counted = (sentence, blanks) => sentence.replace(POINTS, (whole, name, space) =>
  BELOW_TWO.test(blanks[name] ?? "") ? `{${name}}${space}point` : whole);
export const fill = (sentence, blanks) =>
  counted(elided(sentence, blanks), blanks).replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");

/* Writers of one language: one decimal, whole percentages, and the plural category of a number with one decimal. */
export function writers(lang, words) {
  const region = lang === "fr" ? "fr-FR" : "en-GB", one = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const format = new Intl.NumberFormat(region, one), plural = new Intl.PluralRules(region, one);
  return {
    number: (x) => format.format(rounded(Math.max(x, 0), 1)),
    percent: (n) => fill(words.percent, { n }),
    gap: (kind, x) => fill(words.gap[kind][plural.select(rounded(x, 1))] ?? words.gap[kind].other,
      { gap: format.format(rounded(x, 1)) }),
  };
}

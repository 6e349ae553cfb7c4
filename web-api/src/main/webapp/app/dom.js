/** Builds and finds elements. Whatever a user or a server wrote goes in as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element of HTML. Attributes that are null or false are left out; functions under `on...` listen. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same of SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice("on".length), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** What a template of the page holds, and a way to find its parts by their `data-is`. */
export function fromTemplate(id) {
  const content = document.getElementById(id).content.cloneNode(true);
  const parts = {};
  for (const element of content.querySelectorAll("[data-is]")) {
    parts[element.dataset.is] = element;
  }
  return [content, parts];
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** An instant of RFC 3339 for people, exact to the second. */
export function when(instant) {
  const date = new Date(instant);
  return el("time", { datetime: instant }, `${day.format(date)}, ${time.format(date)}`);
}

/** How long, in the largest unit that fits: 8 s, 3 min, 2 h, 5 d. */
export function age(millis) {
  const seconds = Math.floor(millis / 1000);
  for (const [unit, length] of [["d", 86400], ["h", 3600], ["min", 60]]) {
    if (seconds >= length) {
      return `${Math.floor(seconds / length)} ${unit}`;
    }
  }
  return `${Math.max(0, seconds)} s`;
}

/** Resolves after a while, or at once when the signal ends the work. */
export function pause(millis, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

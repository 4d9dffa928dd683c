/* Small tools for the document: finding and making elements, waiting, counting, telling. */

const byId = (id) => document.getElementById(id);

/** Makes an element: `make("b", {class: "x", onclick: f}, "text", child)`. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Calls `body` when nothing has asked for it for a while. */
function debounced(milliseconds, body) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => body(...values), milliseconds);
  };
}

const counted = new Intl.NumberFormat("en-US");
/** `1 line`, `2,000 lines`. */
const plural = (count, noun) => `${counted.format(count)} ${noun}${count === 1 ? "" : "s"}`;

/** `no sample matches` as a sentence. */
const sentence = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** Whether keys go into a text. */
const isEditable = (element) =>
  !!element && (element.matches("textarea, select, [contenteditable]")
    || (element.matches("input") && !["radio", "checkbox", "file"].includes(element.type)));

/** Tells something in passing. */
const toast = (() => {
  let timer = 0;
  return (text) => {
    const element = byId("toast");
    element.textContent = text;
    element.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => element.classList.remove("shown"), 2200);
  };
})();

/** Copies a text; where the browser forbids its clipboard, in the old way. */
async function copyText(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen" });
    area.value = text;
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus();
  }
  toast(`${what} copied`);
}

/** A text without halves of characters, which JSON could not carry: each is replaced by one unit. */
const wellFormed = (text) => (text.toWellFormed ? text.toWellFormed() : text);

/** Whether the page is shown in one column. */
const narrow = matchMedia("(max-width: 799px)");

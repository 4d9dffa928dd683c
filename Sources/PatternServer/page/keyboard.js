/* Keys of the whole page, its tabs, and the help that lists them. */

const KEYS = [
  ["e", "go to the expression", () => byId("expression").focus()],
  ["d", "go to the definitions", () => {
    byId("definitions-box").open = true;
    byId("definitions").focus();
  }],
  ["l", "go to the list of samples", () => focusSamples()],
  ["s", "write the samples", () => {
    showTab("samples");
    samplesView.edit(true);
  }],
  ["o", "open a file of samples", () => byId("samples-file").click()],
  ["u", "show unmatched samples only, or all", () => state.set("filter", state.filter === "all" ? "unmatched" : "all")],
  ["n", "go to the next unmatched sample", () => samplesView.moveToUnmatched(1)],
  ["p", "go to the unmatched sample before", () => samplesView.moveToUnmatched(-1)],
  ["f", "fields of the sample, or where it stopped", () => showTab("line")],
  ["j", "its fields as JSON", () => showTab("json")],
  ["/", "search the library", () => showTab("library", true)],
  ["c", "copy as a rule, a pattern file or a command", () => showTab("copy", true)],
  ["t", "change the colours of the page", () => cycleTheme()],
  ["?", "this help", () => byId("help").showModal()],
];
const OTHER_KEYS = [
  ["\u2191 \u2193", "move over the samples, or a list"], ["Enter", "go from a sample to its details; insert a pattern"],
  ["Ctrl Space", "complete a pattern's name"], ["Esc", "leave a text, back to the samples"],
  ["F6", "go from part to part of the page"],
];

function focusSamples() {
  if (narrow.matches) showTab("samples");
  (samplesView.isEditing ? byId("samples-text") : byId("samples-list")).focus();
}

/** Shows a panel; `isFocused` moves the keyboard there. */
function showTab(tab, isFocused = false) {
  state.tab = tab === "samples" && !narrow.matches ? state.tab : tab;
  byId("work").dataset.tab = state.tab;
  for (const button of document.querySelectorAll("[role=tab]")) {
    const isSelected = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", isSelected ? "true" : "false");
    button.tabIndex = isSelected ? 0 : -1;
  }
  state.changed("tab");
  samplesView.paint();
  if (!isFocused) return;
  if (tab === "library") {
    byId("library-search").focus();
    byId("library-search").select();
  } else if (tab === "samples") {
    focusSamples();
  } else {
    byId(`panel-${tab}`).focus();
  }
}

function cycleTheme() {
  const themes = ["system", "light", "dark"];
  state.set("theme", themes[(themes.indexOf(state.theme) + 1) % themes.length]);
}

/** The parts that F6 goes through. */
const PARTS = [
  [".writing", () => byId("expression").focus()], ["#samples", focusSamples],
  ["#side", () => showTab(state.tab === "samples" ? "line" : state.tab, true)],
];

function beginKeyboard() {
  for (const button of document.querySelectorAll("[role=tab]")) {
    button.addEventListener("click", () => showTab(button.dataset.tab));
  }
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const tabs = [...document.querySelectorAll("[role=tab]")].filter((tab) => tab.offsetParent);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    showTab(next.dataset.tab);
    next.focus();
  });
  narrow.addEventListener("change", () => {
    if (!narrow.matches && byId("work").dataset.tab === "samples") showTab("line");
  });
  byId("help-keys").append(...[...KEYS, ...OTHER_KEYS].flatMap(([key, words]) =>
    [make("dt", {}, ...key.split(" ").flatMap((one, index) => [index ? " " : "", make("kbd", {}, one)])), make("dd", {}, words)]));
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  document.addEventListener("keydown", pressed);
}

function pressed(event) {
  if (byId("help").open) return;
  if (event.key === "F6") {
    event.preventDefault();
    const now = PARTS.findIndex(([part]) => document.activeElement.closest(part));
    return PARTS[(now + (event.shiftKey ? -1 : 1) + PARTS.length) % PARTS.length][1]();
  }
  if (event.key === "Escape" && !event.defaultPrevented && isEditable(document.activeElement)) {
    event.preventDefault();
    return focusSamples();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return;
  const key = KEYS.find(([name]) => name === event.key);
  if (!key) return;
  event.preventDefault();
  key[2]();
}

/* Puts the page together. */

recallState();

const expressionEditor = new Editor("expression", expressionTokens);
const definitionsEditor = new Editor("definitions", definitionTokens);

/** The names that may be completed: the user's own before the library's. */
function knownPatterns() {
  const own = [...state.definitions.matchAll(/^[ \t]*([\w.-]+)[ \t]+(\S.*)$/gm)]
    .map(([, name, regex]) => ({ name, regex, summary: "", file: "your definitions" }));
  return [...own, ...library.patterns];
}
new Completion(expressionEditor, knownPatterns);

const look = debounced(90, () => {
  quietly(matching.start());
  quietly(details.ask());
});

for (const [key, editor] of [["expression", expressionEditor], ["definitions", definitionsEditor]]) {
  editor.text = state[key];
  editor.area.addEventListener("input", () => state.set(key, wellFormed(editor.text)));
}
state.on("expression definitions flavour whole samples", look);

state.on("definitions", showDefinitionsCount);
function showDefinitionsCount() {
  const count = state.definitions.split("\n").filter((line) => /^\s*[\w.-]+[ \t]+\S/.test(line)).length;
  byId("definitions-count").textContent = count ? `\u00b7 ${count}` : "";
}

state.on("matches", () => {
  const problem = matching.problem;
  expressionEditor.show(problem && problem.in !== "definitions" ? problem : null);
  const inDefinitions = problem?.in === "definitions" ? problem : problem ? null : matching.warning;
  if (problem?.in === "definitions") byId("definitions-box").open = true;
  definitionsEditor.show(inDefinitions?.in === "definitions" ? inDefinitions : null);
  if (details.answer) details.paint();
});

const whole = byId("whole");
whole.checked = state.whole;
whole.addEventListener("change", () => state.set("whole", whole.checked));

for (const input of document.getElementsByName("flavour")) {
  input.checked = input.value === state.flavour;
  input.addEventListener("change", () => state.set("flavour", input.value));
}
byId("split").value = state.split;

function showTheme() {
  if (state.theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = state.theme;
  byId("theme").replaceChildren("Theme", make("span", { class: "only-wide" }, `: ${state.theme}`));
}
byId("theme").addEventListener("click", cycleTheme);
state.on("theme", showTheme);

/* Files and pasted text. A file is read by the browser; the server is sent lines. */

/** The longest file, in bytes: what a browser holds in a list without effort. */
const LONGEST_FILE = 64 << 20;

async function readFile(file) {
  if (!file) return;
  if (file.size > LONGEST_FILE) return toast("The file is longer than 64 MB: take a part of it");
  samplesView.edit(false);
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // As genlog does: bytes that are no UTF-8 are Latin-1.
    text = new TextDecoder("latin1").decode(bytes);
  }
  samplesView.add(text, "file");
  state.set("selected", 0);
}

byId("samples-open").addEventListener("click", () => byId("samples-file").click());
byId("samples-file").addEventListener("change", (event) => {
  readFile(event.target.files[0]);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  if (isEditable(event.target)) return;
  const text = event.clipboardData.getData("text/plain");
  if (!text) return;
  event.preventDefault();
  samplesView.add(text, "clipboard");
});
const hasFile = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!hasFile(event)) return;
  event.preventDefault();
  byId("drop").hidden = false;
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) byId("drop").hidden = true; });
document.addEventListener("drop", (event) => {
  byId("drop").hidden = true;
  if (!hasFile(event)) return;
  event.preventDefault();
  readFile(event.dataTransfer.files[0]);
});

showTheme();
showDefinitionsCount();
if (state.definitions) byId("definitions-box").open = true;
samplesView.begin();
details.begin();
library.begin();
copying.begin();
beginKeyboard();
samplesView.refresh();
showTab(narrow.matches ? "samples" : "line");
look();
quietly(library.load());

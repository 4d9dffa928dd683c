/* What the page asks the server, with the token of the address that was opened. */

const token = (() => {
  const given = location.hash.slice(1);
  if (/^[0-9a-f]{32}$/.test(given)) {
    sessionStorage.setItem("token", given);
    return given;
  }
  return sessionStorage.getItem("token") || "";
})();

/** Why a question was not answered. */
class Refusal extends Error {}

async function ask(path, body, signal) {
  const headers = { "X-Genlog-Token": token };
  const options = { headers, signal, cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.body = JSON.stringify(body);
    headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch("/api/" + path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    showOffline("The server does not answer. Start `genlog patterns serve` again, and open the address that it prints.");
    throw new Refusal("no answer");
  }
  const json = await answer.json();
  if (!answer.ok) {
    if (answer.status === 403) showOffline(`This page may not ask: ${json.refused}.`);
    throw new Refusal(json.refused || `status ${answer.status}`);
  }
  showOffline("");
  return json;
}

/** Says at the page's foot that nothing works, and why. */
function showOffline(text) {
  let element = document.querySelector(".offline");
  if (!text) return element?.remove();
  if (!element) document.body.append((element = make("div", { class: "offline", role: "alert" })));
  if (element.textContent !== text) element.textContent = text;
}

/** What all questions about the expression begin with. */
const subject = () => ({
  expression: state.expression, definitions: state.definitions, flavour: state.flavour,
  whole: state.whole,
});

/** Asks the newest question of its kind: one that is still open is given up. */
function latest() {
  let open = null;
  return {
    begin() {
      open?.abort();
      open = new AbortController();
      return open.signal;
    },
    end() {
      open?.abort();
      open = null;
    },
  };
}

/** Lets go of errors that are told elsewhere or that nobody waits for. */
const quietly = (promise) => promise.catch((error) => {
  if (error.name !== "AbortError" && !(error instanceof Refusal)) throw error;
});

/// What the page does: tables are sorted and searched, lines of a host are shown alone.
enum PageScript {
  /// The script.
  static let text = """
    "use strict";
    const all = (query, root) => [...(root || document).querySelectorAll(query)];
    const valueOf = cell => cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
    for (const head of all("th")) {
      head.firstChild.addEventListener("click", () => {
        const table = head.closest("table"), column = head.cellIndex;
        const isUp = head.getAttribute("aria-sort") === "descending"
          || (!head.hasAttribute("aria-sort") && !head.classList.contains("number"));
        for (const other of all("th", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const rows = all("tbody tr", table).map(row => [valueOf(row.cells[column]), row]);
        rows.sort(([a], [b]) => {
          const order = typeof a === "number" ? a - b : a.localeCompare(b, "en", {numeric: true});
          return isUp ? order : -order;
        });
        table.tBodies[0].append(...rows.map(([, row]) => row));
      });
    }
    const hosts = all(".host"), lines = all(".line");
    const show = kept => {
      for (const line of lines) {
        line.classList.toggle("dim", !!kept && !kept(line.dataset.from, line.dataset.to));
      }
      const near = new Set();
      for (const line of lines) {
        if (!line.classList.contains("dim")) near.add(line.dataset.from).add(line.dataset.to);
      }
      for (const host of hosts) {
        host.classList.toggle(
          "dim", !!kept && !near.has(host.dataset.node) && !kept(host.dataset.node, host.dataset.node));
      }
    };
    const find = document.getElementById("find");
    const search = () => {
      const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
      const has = text => words.every(word => text.toLowerCase().includes(word));
      for (const row of all("tbody tr")) row.hidden = !has(row.textContent);
      if (!words.length) return show(null);
      const found = new Set(
        hosts.filter(host => has(host.dataset.names + " " + host.textContent)).map(host => host.dataset.node));
      show((from, to) => found.has(from) || found.has(to));
    };
    find.addEventListener("input", search);
    for (const host of hosts) {
      const own = host.dataset.node;
      const enter = () => show((from, to) => from === own || to === own);
      host.addEventListener("mouseenter", enter);
      host.addEventListener("focus", enter);
      host.addEventListener("mouseleave", search);
      host.addEventListener("blur", search);
    }

    """

  /// The script's SHA-256 in base64, as the page's policy names it.
  static let hash = "RF5aM4f90Ey0wtuEvbYmvsac7ABrv91+wpNZr0s3Yq0="
}


(() => {
  const list = document.getElementById("list"), body = list.tBodies[0], rows = [...body.rows];
  const find = document.getElementById("find"), count = document.getElementById("count");
  const language = document.documentElement.lang, marks = "✔•?✘–";
  const fold = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let who;
  const tell = () => {
    const kind = document.querySelector("[name=v]:checked").value;
    const shown = rows.filter(row => !row.hidden && (!kind || row.className === kind)).length;
    count.textContent = count.dataset.said.replace("#", shown.toLocaleString(language));
  };
  const search = () => {
    who ??= rows.map(row => fold([...row.cells].slice(1, +list.dataset.who).map(cell => cell.textContent).join(" ")));
    const words = fold(find.value).split(/\s+/);
    rows.forEach((row, place) => { row.hidden = !words.every(word => who[place].includes(word)); });
    tell();
  };
  // A range counts by where it begins, then by where it ends; what is blank comes last either way.
  const figures = text => (text.match(/[\d.,]+/g) || []).map(part =>
    parseFloat(language === "vi" ? part.replace(/\./g, "").replace(",", ".") : part.replace(/,/g, "")));
  const compare = (head, one, other) => {
    if (head.classList.contains("number")) {
      const [a, b] = figures(one), [c, d] = figures(other);
      return a - c || (b ?? a) - (d ?? c);
    }
    if (head.classList.contains("h")) return marks.indexOf(one[0]) - marks.indexOf(other[0]);
    return one.localeCompare(other, language, {numeric: true});
  };
  const sort = head => {
    const up = head.getAttribute("aria-sort") !== "ascending", place = head.cellIndex;
    const text = new Map(rows.map(row => [row, row.cells[place].textContent.trim()]));
    const sorted = [...rows].sort((one, other) => {
      const a = text.get(one), b = text.get(other);
      return !a - !b || (a && b ? (up ? 1 : -1) * compare(head, a, b) : 0);
    });
    for (const each of list.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...sorted);
  };
  for (const head of list.tHead.rows[0].cells) {
    const button = document.createElement("button"), inner = head.querySelector("span") || head;
    button.type = "button";
    button.append(...inner.childNodes);
    inner.append(button);
    button.addEventListener("click", () => sort(head));
  }
  find.closest("p").hidden = false;
  find.addEventListener("input", search);
  document.querySelectorAll("[name=v]").forEach(radio => radio.addEventListener("change", tell));
  tell();
})();

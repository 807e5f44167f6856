"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ui = data.ui;
  const panel = document.getElementById("panel");
  const body = panel.querySelector(".body");
  const form = document.querySelector(".filters");
  const claims = [...document.querySelectorAll(".claim")];
  const notes = [...document.querySelectorAll("article")].map((article) => ({
    article,
    claims: [...article.querySelectorAll(".claim")],
    uncovered: [...article.querySelectorAll(".uncovered")],
    items: [...article.querySelectorAll(".list li")],
    boxes: [...article.querySelectorAll(".seen")],
  }));
  let current = null;

  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    return node;
  };

  const quoted = (text) => ui.quote.replace("{text}", () => text);

  const row = (list, label, value) => {
    if (!value || !value.length) return;
    list.append(make("dt", label));
    const cell = make("dd");
    cell.append(value instanceof Node ? value : Array.isArray(value) ? value.map(quoted).join(", ") : value);
    list.append(cell);
  };

  const right = (text) => {
    const node = make("ins", text);
    node.length = 1;
    return node;
  };

  const fact = (list, id) => {
    const found = data.facts[id];
    if (!found) return;
    const link = make("a", id);
    link.href = `#f-${id}`;
    link.length = 1;
    row(list, ui.fact, link);
    row(list, ui.value, found.value);
    row(list, ui.about, found.about.join(", "));
    if (found.url) {
      const source = make("a", found.source);
      source.href = found.url;
      source.rel = "noreferrer";
      source.length = 1;
      row(list, ui.source, source);
    } else row(list, ui.source, found.source);
    row(list, ui.place, found.place);
  };

  const sure = (list, each) => {
    row(list, ui.confidence, each.confidence);
    row(list, ui.for, each.reasons[0]);
    row(list, ui.against, each.reasons[1]);
  };

  const shown = (finding) => {
    const part = make("section");
    const head = make("h4", finding.title);
    head.prepend(make("span", finding.level, `level ${finding.severity}`), " · ");
    part.append(head);
    part.append(make("p", finding.message));
    const list = make("dl");
    if (finding.expected) row(list, ui.right, right(finding.expected));
    fact(list, finding.fact);
    row(list, ui.words, finding.words);
    sure(list, finding);
    row(list, ui.rule, finding.rule);
    part.append(list);
    return part;
  };

  const told = (statement) => {
    const part = make("section");
    const head = make("h4", `${quoted(statement.quote)} `);
    head.append(make("span", statement.label, `outcome ${statement.outcome}`));
    part.append(head);
    const list = make("dl");
    fact(list, statement.fact);
    row(list, ui.words, statement.words);
    sure(list, statement);
    row(list, ui.others, statement.others.join(", "));
    part.append(list);
    return part;
  };

  const open = (link, focus) => {
    const id = link.dataset.claim;
    const found = data.claims[id];
    const words = claims.find((each) => each.dataset.claim === id);
    claims.forEach((each) => each.removeAttribute("aria-current"));
    current = words || link;
    if (words) {
      words.setAttribute("aria-current", "true");
      if (words !== link) words.scrollIntoView({ block: "center" });
    }
    const head = make("h3", ui[found.outcome], `outcome ${found.outcome}`);
    const quote = make("blockquote", words ? words.firstChild.textContent : "", found.outcome);
    const known = new Set(found.findings.map((each) => each.fact));
    const statements = found.statements.filter((each) => !each.fact || !known.has(each.fact));
    body.replaceChildren(head, quote, ...found.findings.map(shown), ...statements.map(told));
    panel.classList.add("open");
    if (focus) panel.focus();
  };

  const close = () => {
    body.replaceChildren();
    panel.classList.remove("open");
    if (current) {
      current.removeAttribute("aria-current");
      current.focus();
    }
  };

  const filter = () => {
    const outcomes = new Set([...form.elements.outcome].filter((each) => each.checked).map((each) => each.value));
    const rule = form.elements.rule.value;
    const note = form.elements.note.value;
    const narrowed = Boolean(rule) || outcomes.size < form.elements.outcome.length;
    let count = 0;
    for (const each of notes) {
      const within = new Set();
      for (const link of [...each.claims, ...each.article.querySelectorAll(".list [data-claim]")]) {
        const found = data.claims[link.dataset.claim];
        const on = outcomes.has(found.outcome) && (!rule || found.findings.some((finding) => finding.rule === rule));
        if (link.classList.contains("claim")) link.classList.toggle("off", !on);
        if (on) within.add(link.dataset.claim);
      }
      const bare = outcomes.has("uncovered") && !rule;
      for (const words of each.uncovered) words.classList.toggle("off", !bare);
      const uncovered = bare ? Number(each.article.dataset.uncovered) : 0;
      for (const item of each.items) item.hidden = !(outcomes.has(item.dataset.outcome) && (!rule || item.dataset.rule === rule));
      each.article.hidden = (note && note !== each.article.id) || (narrowed && !within.size);
      if (!each.article.hidden) count += within.size + uncovered;
    }
    form.elements.shown.textContent = ui.shown.replace("{count}", count);
  };

  const step = (by) => {
    const seen = claims.filter((each) => !each.classList.contains("off") && !each.closest("article").hidden);
    if (!seen.length) return;
    const at = seen.indexOf(document.activeElement.closest ? document.activeElement.closest(".claim") : null);
    const from = at >= 0 ? at : seen.indexOf(current);
    const next = seen[(from + by + seen.length) % seen.length];
    next.focus();
    next.scrollIntoView({ block: "center" });
    open(next, false);
  };

  const store = `factcheck:${data.key}`;
  const load = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(store) || "[]"));
    } catch {
      return new Set();
    }
  };
  const seenKeys = load();

  const count = ({ article, boxes }) => {
    const done = boxes.filter((box) => box.checked).length;
    const words = ui.progress.replace("{done}", done).replace("{all}", boxes.length);
    article.querySelector(".progress").textContent = boxes.length ? words : "";
  };

  const mark = (box) => {
    if (box.checked) seenKeys.add(box.dataset.key);
    else seenKeys.delete(box.dataset.key);
    try {
      localStorage.setItem(store, JSON.stringify([...seenKeys].sort()));
    } catch {
      // a browser without storage keeps the marks until the page is closed
    }
  };

  for (const each of notes) {
    for (const box of each.boxes) box.checked = seenKeys.has(box.dataset.key);
    count(each);
    each.article.addEventListener("change", (event) => {
      if (!event.target.matches(".seen")) return;
      mark(event.target);
      count(each);
    });
  }
  panel.querySelector(".close").addEventListener("click", () => close());

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-claim]");
    if (!link) return;
    event.preventDefault();
    open(link, event.detail === 0);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    if (event.key === "Escape") close();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();

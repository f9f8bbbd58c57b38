// The document page: a finding leads to its place in the source, a place in the source to its findings.
(() => {
  "use strict";
  const source = document.querySelector(".source");
  const body = source.querySelector(".source-body");
  const panel = document.querySelector(".findings-body");
  const here = source.querySelector(".here");
  const views = { pages: source.querySelector(".view-pages"), text: source.querySelector(".view-text") };
  let view = views.pages ? "pages" : "text";
  let spot = { keys: "", index: 0 }; // where the source was clicked last, and which of its findings is shown

  const marksOf = (key) => [...views[view].querySelectorAll(`[data-f~="${CSS.escape(key)}"]`)];
  const findingOf = (key) => panel.querySelector(`[data-finding="${CSS.escape(key)}"]`);
  const kindOf = (key) => key.slice(0, key.lastIndexOf("-")).split("-")[0];
  const flash = (element) => {
    element.classList.remove("flash");
    void element.getBoundingClientRect(); // lets the animation start over
    element.classList.add("flash");
  };
  const center = (element, box) => {
    const at = element.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (at.top < frame.top + 30 || at.bottom > frame.bottom - 60) box.scrollTop += at.top - frame.top - (frame.height - Math.min(at.height, frame.height)) / 3;
    if (at.left < frame.left || at.right > frame.right) box.scrollLeft += at.left - frame.left - 40;
  };

  // Tabs
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const openTab = (tab) => {
    for (const one of tabs) {
      const open = one === tab;
      one.setAttribute("aria-selected", String(open));
      one.tabIndex = open ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !open;
    }
    panel.scrollTop = 0;
  };
  const openPanelOf = (element) => {
    const section = element.closest('[role="tabpanel"]');
    if (section?.hidden) openTab(document.getElementById(section.getAttribute("aria-labelledby")));
  };
  document.querySelector('[role="tablist"]').addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) {
      here.hidden = true;
      openTab(tab);
    }
  });
  document.querySelector('[role="tablist"]').addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    openTab(next);
    next.focus();
  });

  // Showing a finding: in the source, on the list, or both
  const clear = () => document.querySelectorAll(".selected").forEach((element) => element.classList.remove("selected"));
  const showInSource = (key) => {
    const marks = marksOf(key);
    if (!marks.length) return false;
    for (const mark of marks) {
      mark.classList.add("selected");
      flash(mark);
    }
    center(marks[0], body);
    center(marks[0], body); // pictures above may have been laid out meanwhile
    return true;
  };
  const showOnList = (key) => {
    const finding = findingOf(key);
    if (!finding) return false;
    openPanelOf(finding);
    finding.classList.add("selected");
    center(finding, panel);
    center(finding, panel);
    flash(finding);
    return true;
  };
  const show = (key, { list = true } = {}) => {
    clear();
    const found = showInSource(key);
    if (list && !showOnList(key) && kindOf(key) === "task") unfilter(key);
    else findingOf(key)?.classList.add("selected");
    return found;
  };
  // The task is not on the list because of the filter: show all, then the task.
  const unfilter = (key) => {
    const filter = document.getElementById("loc");
    if (!filter?.value) return;
    filter.value = "";
    document.addEventListener("htmx:afterSettle", () => showOnList(key), { once: true });
    filter.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // From the list to the source
  panel.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-show]");
    if (jump) {
      event.preventDefault();
      show(jump.dataset.show);
      return;
    }
    const editing = event.target.closest('[data-key="s"]');
    if (editing) show(editing.closest("[data-finding]").dataset.finding, { list: false });
    if (event.target.closest("button, a, input, select, textarea, summary, label")) return;
    if (String(window.getSelection())) return; // words are being copied
    const finding = event.target.closest("[data-finding]");
    if (finding) {
      here.hidden = true;
      show(finding.dataset.finding, { list: false });
    }
  });

  // From the source to the list; where findings overlap, every one of them can be chosen, and another click takes the next
  const visible = (key) => !source.classList.contains(`hide-${kindOf(key)}`);
  const keysAt = (event) => {
    const marks = view === "pages"
      ? document.elementsFromPoint(event.clientX, event.clientY).filter((element) => element.matches("rect[data-f]"))
      : [event.target.closest("mark[data-f]")].filter(Boolean);
    return [...new Set(marks.flatMap((mark) => mark.dataset.f.split(" ")))].filter(visible);
  };
  const choose = (keys, index) => {
    spot = { keys: keys.join(" "), index };
    here.replaceChildren();
    here.hidden = keys.length < 2;
    if (keys.length > 1) {
      here.append(`Tại đây có ${keys.length} phát hiện:`);
      keys.forEach((key, position) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = findingOf(key)?.dataset.name ?? key;
        button.setAttribute("aria-pressed", String(position === index));
        button.addEventListener("click", () => choose(keys, position));
        here.append(button);
      });
    }
    show(keys[index]);
  };
  body.addEventListener("click", (event) => {
    if (String(window.getSelection())) return;
    const keys = keysAt(event);
    if (!keys.length) {
      here.hidden = true;
      return;
    }
    const again = spot.keys === keys.join(" ") && findingOf(keys[spot.index])?.classList.contains("selected");
    choose(keys, again ? (spot.index + 1) % keys.length : 0);
  });

  // The two views
  const openView = async (name) => {
    for (const button of source.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    view = name;
    for (const [key, element] of Object.entries(views)) if (element) element.hidden = key !== name;
    const url = views[name].dataset.src;
    if (url) {
      delete views[name].dataset.src;
      await window.htmx.ajax("GET", url, { target: views[name], swap: "innerHTML" });
    }
    const selected = panel.querySelector("[data-finding].selected");
    if (selected) show(selected.dataset.finding, { list: false });
  };
  source.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-view]");
    if (chosen) openView(chosen.dataset.view);
    const zoom = event.target.closest("[data-zoom-by]");
    if (zoom) source.dataset.zoom = Math.min(4, Math.max(1, Number(source.dataset.zoom) + Number(zoom.dataset.zoomBy)));
  });
  source.addEventListener("change", (event) => {
    const layer = event.target.dataset.layer;
    if (layer) source.classList.toggle(`hide-${layer}`, !event.target.checked);
  });

  // The number of the page in sight
  const number = document.getElementById("page-number");
  if (number) {
    number.addEventListener("change", async () => {
      if (view !== "pages") await openView("pages");
      document.getElementById(`page-${number.value}`)?.scrollIntoView({ block: "start" });
    });
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting && document.activeElement !== number) number.value = entry.target.dataset.page;
    }, { root: body, rootMargin: "-45% 0px -45% 0px" });
    document.querySelectorAll(".sheet-page").forEach((page) => seen.observe(page));
  }

  // Keys: on the list ↑ ↓ Enter N L M S, in the source ← → from finding to finding
  const step = (finding, by) => {
    const all = [...panel.querySelectorAll('[role="tabpanel"]:not([hidden]) [data-finding][tabindex]')];
    const next = all[all.indexOf(finding) + by];
    next?.focus();
    if (next) center(next, panel);
  };
  let advance = false; // after a decision by key, go on to the next task that waits
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.closest("form")?.querySelector("[data-cancel]")?.click();
    const finding = event.target;
    if (!finding.matches("[data-finding]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = finding.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (event.key === "ArrowDown") step(finding, 1);
    else if (event.key === "ArrowUp") step(finding, -1);
    else if (event.key === "Enter" || event.key === " ") show(finding.dataset.finding, { list: false });
    else if (button) {
      advance = event.key.toLowerCase() === "n" || event.key.toLowerCase() === "l";
      button.click();
    } else return;
    event.preventDefault();
  });
  const inReadingOrder = () => {
    const place = (mark) => {
      const box = mark.getBoundingClientRect();
      return [box.top, box.left];
    };
    const keys = new Map();
    for (const mark of views[view].querySelectorAll("[data-f]")) for (const key of mark.dataset.f.split(" ")) if (visible(key) && !keys.has(key)) keys.set(key, place(mark));
    return view === "text" ? [...keys.keys()] : [...keys].sort((a, b) => a[1][0] - b[1][0] || a[1][1] - b[1][1]).map(([key]) => key);
  };
  body.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    const keys = inReadingOrder();
    if (!keys.length) return;
    const now = keys.indexOf(panel.querySelector("[data-finding].selected")?.dataset.finding);
    show(keys[now < 0 ? (by > 0 ? 0 : keys.length - 1) : (now + by + keys.length) % keys.length]);
    event.preventDefault();
  });

  // A card that was swapped keeps the focus, so that the keyboard goes on
  let swapped = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const card = event.detail.target?.closest?.("article[data-finding]");
    if (card) swapped = { key: card.dataset.finding, selected: card.classList.contains("selected") };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!swapped) return;
    const { key, selected } = swapped;
    swapped = null;
    const card = findingOf(key);
    if (!card) return;
    if (selected) card.classList.add("selected");
    const form = card.querySelector("form");
    if (form) {
      panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
      (form.querySelector(".field-wrong :is(input, textarea)") ?? form.querySelector("textarea")).focus({ preventScroll: true });
    } else {
      card.focus({ preventScroll: true });
      if (advance) step(card, 1);
    }
    advance = false;
  });

  // The page opened at a finding ("…#task-12", from the task list)
  const opened = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    if (key && findingOf(key)) show(key);
    else if (document.getElementById(key)?.matches('[role="tabpanel"]')) openPanelOf(document.getElementById(key));
  };
  window.addEventListener("hashchange", opened);
  window.addEventListener("load", opened);
})();

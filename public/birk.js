// Comfort for pages that work without it. Loaded with `defer`: the document is there.
(() => {
  "use strict";

  const body = document.body;
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

  // One place that is read out; it must stand in the page before its text changes.
  const speaker = element("span", { className: "vh" });
  speaker.setAttribute("role", "status");
  body.append(speaker);

  // Copy buttons. Browsers offer the clipboard only over TLS and on this machine.
  const tell = (button, text) => {
    const told = element("span", { className: "told", textContent: text });
    told.setAttribute("aria-hidden", "true");
    button.nextElementSibling?.matches(".told") && button.nextElementSibling.remove();
    button.after(told);
    speaker.textContent = text;
    setTimeout(() => {
      told.remove();
      speaker.textContent = "";
    }, 2500);
  };
  if (navigator.clipboard) {
    for (const button of all("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        navigator.clipboard.writeText(button.dataset.copy).then(
          () => tell(button, body.dataset.copied),
          () => tell(button, body.dataset.copyFailed),
        );
      });
    }
  }

  // A form is sent once. The button keeps the focus, its name and its value; the server guards as well.
  const sent = new Set();
  const again = (form) => {
    sent.delete(form);
    for (const button of all("[data-once]", form)) button.removeAttribute("aria-disabled");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.querySelector("[data-once]")) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    for (const button of all("[data-once]", form)) button.setAttribute("aria-disabled", "true");
    // For those who pressed Stop.
    setTimeout(() => again(form), 30000);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of [...sent]) again(form);
  });

  // Text that grows with its content, where the style sheet alone cannot do it.
  if (!CSS.supports("field-sizing", "content")) {
    for (const area of all("textarea[data-grow]")) {
      const grow = () => {
        area.style.height = "auto";
        area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
      };
      area.addEventListener("input", grow);
      grow();
    }
  }

  // In the search, Enter asks and Shift+Enter begins a line.
  for (const area of all(".searchbar textarea")) {
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      area.form.requestSubmit(area.form.querySelector("button"));
    });
  }

  // Whether a name is free, while it is typed.
  for (const input of all('[data-live="availability"]')) {
    const said = element("output", { className: "live" });
    said.setAttribute("aria-live", "polite");
    if (input.id) said.htmlFor.add(input.id);
    input.after(said);
    let timer;
    let asking;
    const say = (tone, text) => {
      said.className = `live${tone}`;
      said.textContent = text;
    };
    const ask = async () => {
      const name = input.value.trim();
      if (name.length < 2) return;
      asking = new AbortController();
      const { signal } = asking;
      try {
        const address = `/whois/availability?name=${encodeURIComponent(name)}`;
        const answer = await fetch(address, { signal, redirect: "error", headers: { accept: "application/json" } });
        if (!answer.ok) return;
        const { available, message, ascii } = await answer.json();
        const differs = ascii && ascii !== name.toLowerCase();
        if (!signal.aborted) say(available ? " ok" : " bad", differs ? `${message} (${ascii})` : message);
      } catch {
        // Sending the form will tell.
      }
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      asking?.abort();
      say("", "");
      timer = setTimeout(ask, 400);
    });
    if (!input.hasAttribute("aria-invalid")) ask();
  }

  // What the registry says meanwhile: shown by reading the page anew, unless somebody is typing in it.
  for (const place of all("[data-events]")) {
    let source;
    let typed = false;
    document.addEventListener("input", () => (typed = true));
    const close = () => {
      source?.close();
      source = undefined;
    };
    const open = () => {
      if (source || document.hidden) return;
      source = new EventSource(place.dataset.events);
      source.addEventListener("state", (event) => {
        if (typed || event.data === place.dataset.version) return;
        close();
        location.reload();
      });
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    open();
  }

  // After a refused form, what is wrong is read first.
  const summary = document.querySelector(".note[role=alert]");
  if (summary && !document.querySelector("[autofocus]")) {
    summary.tabIndex = -1;
    summary.focus();
  }

  // Narrow screens: bring the current page's name into view.
  const row = document.querySelector(".side nav");
  const current = row?.querySelector("[aria-current]");
  if (current && row.scrollWidth > row.clientWidth) {
    row.scrollLeft = current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }
})();

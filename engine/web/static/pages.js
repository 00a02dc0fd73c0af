// What the pages do beyond links and forms: copy an address, fit a mail's frame to the mail, and show the page anew
// when the clock has come to rest. Everything else works without this file.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  navigator.clipboard.writeText(button.dataset.copy).then(() => { button.textContent = button.dataset.done; });
});

function fit(frame) {
  const page = frame.contentDocument;
  if (page && page.documentElement) frame.style.height = `${page.documentElement.scrollHeight + 4}px`;
}

for (const frame of document.querySelectorAll("iframe[data-fit]")) {
  frame.addEventListener("load", () => fit(frame));
  fit(frame);
}

document.addEventListener("htmx:afterSwap", () => {
  if (document.querySelector("#klokke[data-reload]")) window.location.reload();
});

"use strict";
(() => {
  const seen = document.currentScript.dataset.seen;
  const events = new EventSource(`${location.origin}/events?seen=${seen}`);
  events.addEventListener("change", () => {
    events.close();
    location.reload();
  });
})();

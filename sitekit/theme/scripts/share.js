// The share block: the link that is copied or mailed leads to the page as the reader sees it now.
(() => {
  "use strict";
  const block = document.querySelector(".share");
  const published = block.querySelector(".share-address").href;
  const button = block.querySelector(".share-copy");
  const mail = block.querySelector(".share-mail");

  function address() {
    const here = new URL(location.href);
    const level = document.querySelector(".level-switch input:checked");
    if (level) here.searchParams.set("level", level.value);
    if (here.protocol !== "file:") return here.href;
    const there = new URL(published); // nobody else can open a file of this machine
    there.search = here.search;
    there.hash = here.hash;
    return there.href;
  }

  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await window.whySigma.copy(address());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy link"; }, 2000);
  });

  const begun = mail.href.slice(0, mail.href.indexOf("&body=") + "&body=".length);
  mail.addEventListener("click", () => { mail.href = begun + encodeURIComponent(address()); });
})();

// Files dropped anywhere on the page, or chosen, are sent to the inbox at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  const input = form.querySelector('input[type="file"]');
  const overlay = document.querySelector(".drop-overlay");
  const shown = form.querySelector(".upload-progress");
  let inside = 0; // dragenter and dragleave come in pairs for every element passed

  const send = () => {
    if (input.files.length) form.requestSubmit();
  };
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  input.addEventListener("change", send);
  window.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside += 1;
    overlay.hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    inside -= 1;
    overlay.hidden = inside <= 0;
  });
  window.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside = 0;
    overlay.hidden = true;
    const chosen = new DataTransfer();
    let folders = 0;
    for (const item of event.dataTransfer.items) {
      if (item.webkitGetAsEntry?.()?.isDirectory) folders += 1;
      else if (item.kind === "file") chosen.items.add(item.getAsFile());
    }
    if (folders) window.thuky.say("Không nạp được cả thư mục qua trang này. Hãy mở thư mục và thả các tệp, hoặc chép vào thư mục hộp nhận.");
    input.files = chosen.files;
    send();
  });

  form.addEventListener("htmx:xhr:progress", (event) => {
    if (!event.detail.lengthComputable) return;
    shown.hidden = false;
    shown.querySelector("progress").value = (100 * event.detail.loaded) / event.detail.total;
    shown.querySelector("span").textContent = `Đang gửi ${input.files.length} tệp…`;
  });
  form.addEventListener("htmx:afterRequest", () => {
    shown.hidden = true;
    input.value = "";
  });
})();

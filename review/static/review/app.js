// What every page shares: messages, questions before a change, downloads, and plain words when the server cannot be reached.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const STAY = 7000; // milliseconds for which a message of success stays

  const settle = (message) => {
    if (message.dataset.settled) return;
    message.dataset.settled = "1";
    if (!message.classList.contains("message-error")) setTimeout(() => message.remove(), STAY);
  };
  const settleAll = () => document.querySelectorAll("#messages .message").forEach(settle);

  const say = (text) => {
    const box = document.getElementById("messages");
    if (!box || [...box.querySelectorAll("p")].some((p) => p.textContent === text)) return;
    const message = document.createElement("div");
    message.className = "message message-error";
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "close", textContent: "×", ariaLabel: "Đóng thông báo" });
    close.dataset.close = "";
    message.append(words, close);
    box.append(message);
  };
  window.thuky = { say };

  const ask = (question) => new Promise((resolve) => {
    const dialog = document.getElementById("confirm");
    document.getElementById("confirm-text").textContent = question;
    dialog.returnValue = "cancel";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok"), { once: true });
    dialog.showModal();
    dialog.querySelector('button[value="ok"]').focus();
  });

  document.addEventListener("click", (event) => {
    event.target.closest("[data-close]")?.parentElement.remove();
    if (event.target.closest("[data-print]")) window.print();
    const clear = event.target.closest("[data-clear]");
    if (clear) document.querySelector(clear.dataset.clear).replaceChildren();
    for (const menu of document.querySelectorAll(".usermenu[open], .layers[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector(".usermenu[open], .layers[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-confirm]");
    if (!form || form.dataset.confirmed) return;
    event.preventDefault();
    if (await ask(form.dataset.confirm)) {
      form.dataset.confirmed = "1";
      form.requestSubmit();
    }
  });
  document.addEventListener("htmx:confirm", async (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    if (await ask(event.detail.question)) event.detail.issueRequest(true);
  });

  // What a click asked for could not be done. Polling says nothing: it tries again by itself.
  const polled = (event) => event.detail.elt?.getAttribute("hx-trigger")?.startsWith("every");
  document.addEventListener("htmx:sendError", (event) => {
    if (!polled(event)) say("Không kết nối được máy chủ. Hãy kiểm tra mạng rồi làm lại.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (polled(event)) return;
    const status = event.detail.xhr.status;
    if (status === 403) say("Phiên làm việc đã hết hạn. Hãy tải lại trang rồi làm lại.");
    else if (status === 404) say("Mục này không còn nữa. Hãy tải lại trang.");
    else if (status === 413) say("Tệp quá lớn so với giới hạn của máy chủ.");
    else say("Máy chủ gặp lỗi, thao tác vừa rồi chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo người quản trị.");
  });
  document.addEventListener("htmx:afterSettle", () => {
    settleAll();
    const made = document.querySelector("[data-autodownload]");
    if (made) {
      made.removeAttribute("data-autodownload");
      made.click();
    }
  });
  document.addEventListener("htmx:oobAfterSwap", settleAll);
  document.addEventListener("DOMContentLoaded", settleAll);
})();

// Says calmly that the line is down, keeps trying for as long as the page is open, and starts afresh when the server was restarted.
const retryEveryMs = 2000;
const notice = document.getElementById("components-reconnect-modal");

notice?.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  switch (detail.state) {
    case "show":
    case "retrying":
      notice.classList.add("is-shown");
      break;
    case "hide":
      notice.classList.remove("is-shown");
      break;
    case "failed":
      retryUntilAnswered();
      break;
    case "rejected":
      location.reload();
      break;
  }
});

async function retryUntilAnswered() {
  notice.classList.add("is-shown");
  try {
    // True: the circuit is back. False: the server answered, but no longer knows this circuit. Throws: no server yet.
    if (await Blazor.reconnect()) notice.classList.remove("is-shown");
    else location.reload();
  } catch {
    setTimeout(retryUntilAnswered, retryEveryMs);
  }
}

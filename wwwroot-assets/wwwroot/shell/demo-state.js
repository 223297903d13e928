// Keeps the state of the demo on the sign-in page true, without touching what is being typed there.
const everyMs = 1000;

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const news = page?.getElementById("demo-state");
  if (news) document.getElementById("demo-state").replaceWith(news);
  if (!page || news && "busy" in news.dataset) setTimeout(look, everyMs);
}

setTimeout(look, everyMs);

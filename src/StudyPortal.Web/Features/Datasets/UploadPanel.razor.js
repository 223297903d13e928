/** Sends the chosen files piece by piece, so that they never pass through the circuit and a broken connection costs one piece at most. */
const Piece = 8 << 20;
const AtOnce = 4;
const LongestWait = 30_000;

let stopping;

export async function send(input, panel, address, token) {
  stopping = new AbortController();
  const files = [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name, sent: 0 }));
  if (files.length === 0) throw new Error("no file was chosen.");
  const here = await received(address);
  for (const item of files) {
    const part = here.get(item.name);
    if (part?.total === item.file.size) item.sent = part.received;
  }
  const told = progress(files, panel);
  const waiting = files.slice();
  const work = async () => {
    for (let item; (item = waiting.shift());) await sendFile(item, address, token, told);
  };
  try {
    await Promise.all(Array.from({ length: AtOnce }, work));
  } finally {
    stopping.abort();
    input.value = "";
  }
}

export function stop() {
  stopping?.abort();
}

async function received(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("the upload was discarded. Choose the files again.");
  return new Map((await answer.json()).files.map((file) => [file.name, file]));
}

async function sendFile(item, address, token, told) {
  const total = item.file.size;
  for (let failures = 0, first = true; first || item.sent < total; first = false) {
    const answer = await sendPiece(item, address, token);
    if (answer?.ok || answer?.status === 409) {
      item.sent = (await answer.json()).received;
      failures = 0;
      told();
    } else if (answer && answer.status < 500 && answer.status !== 429) {
      throw new Error(await reason(answer));
    } else {
      failures += 1;
      told(failures);
      await pause(Math.min(LongestWait, 500 * 2 ** failures));
    }
  }
}

/** The answer; nothing when the connection was lost. */
async function sendPiece(item, address, token) {
  const query = new URLSearchParams({ name: item.name, offset: item.sent, total: item.file.size });
  try {
    return await fetch(`${address}/file?${query}`, {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream", RequestVerificationToken: token ?? "" },
      body: item.file.slice(item.sent, item.sent + Piece),
      signal: stopping.signal,
    });
  } catch (error) {
    if (stopping.signal.aborted) throw new Error("it was stopped. What has arrived stays: choose the same files to go on.");
    if (error.name === "NotReadableError") throw new Error(`${item.name} cannot be read any more. Choose the files again.`);
    return null;
  }
}

async function reason(answer) {
  if (answer.status === 401 || answer.status === 403) return "you are no longer signed in. Sign in and choose the same files again.";
  const problem = await answer.json().catch(() => null);
  return problem?.detail ?? `the server answered ${answer.status}.`;
}

function pause(milliseconds) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    stopping.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Error("it was stopped. What has arrived stays: choose the same files to go on."));
    });
  });
}

/** Shows how far all the files are together, how fast, and how long it will take. */
function progress(files, panel) {
  const total = files.reduce((sum, item) => sum + item.file.size, 0);
  const sum = () => files.reduce((all, item) => all + item.sent, 0);
  const [began, before] = [performance.now(), sum()];
  const bar = panel.querySelector("progress");
  const line = panel.querySelector("p");
  const tell = (failures = 0) => {
    const done = sum();
    const pace = (done - before) / Math.max(1, performance.now() - began);
    bar.value = total > 0 ? done / total : 1;
    const left = pace > 0 ? ` · ${megabytes(pace * 1000)} MB/s · ${time((total - done) / pace)} left` : "";
    line.textContent = failures > 0 ? "The connection is lost; trying again…" : `${megabytes(done)} of ${megabytes(total)} MB${left}`;
  };
  tell();
  return tell;
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

function time(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

// Send fields to the app. A form's token is renewed where the app was started anew meanwhile.
// When the app has ended, another program may have its address: nothing is sent before it was proved that it is the app.

const meta = document.querySelector("meta[name=csrf]");
const secret = document.documentElement.dataset.proof; // only where the journal was open when the page was given
const A_MOMENT_AGO = 60000; // milliseconds
let proved = secret ? 0 : -Infinity; // when the page began: it came from the app, for the secret is in it

const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hex = (some) => Array.from(some, (one) => one.toString(16).padStart(2, "0")).join("");

/** Tell whether whoever answers at this address has the secret of the app that gave this page. */
export async function proves() {
  if (!secret) return true;
  const challenge = hex(crypto.getRandomValues(new Uint8Array(16)));
  try {
    const answer = await fetch("/proof?challenge=" + challenge);
    const said = new TextEncoder().encode(window.location.host + " " + challenge);
    const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    const right = answer.ok && await crypto.subtle.verify("HMAC", key, bytes(await answer.text()), said);
    proved = right ? performance.now() : -Infinity;
    return right;
  } catch {
    proved = -Infinity;
    return false;
  }
}

/** The token that every form carries. */
export const token = () => meta.content;

/** Ask whether the journal is open, and take over the token that holds now; null where the app does not answer. */
export async function pulse(here = false) {
  if (!(await proves())) return null;
  try {
    const answer = await fetch(here ? "/pulse?here=yes" : "/pulse", { headers: { accept: "application/json" } });
    if (!answer.ok) return { open: false, status: answer.status };
    const said = await answer.json();
    meta.content = said.csrf;
    return { ...said, status: 200 };
  } catch {
    return null;
  }
}

/**
 * Post fields (an object) or a body (a Blob, a FormData) and return {status, data}; status is 0 where the app does not answer.
 * `options.keepalive` lets it go on while the window closes (up to 64 KB); with `options.leaving` it closes now: then
 * there is no time for another proof, and one of a moment ago does: words that are lost would be worse.
 */
export async function post(path, fields, options = {}) {
  const plain = fields instanceof Blob || fields instanceof FormData ? fields : new URLSearchParams(fields);
  const once = () => fetch(path, {
    method: "POST",
    body: plain,
    keepalive: Boolean(options.keepalive),
    headers: { accept: "application/json", "x-csrftoken": token(), ...options.headers },
  });
  const before = options.leaving && performance.now() - proved < A_MOMENT_AGO;
  if (!before && !(await proves())) return { status: 0, data: null };
  try {
    let answer = await once();
    if (answer.status === 403 && !options.keepalive && (await pulse())?.status === 200) answer = await once();
    const kind = answer.headers.get("content-type") || "";
    return { status: answer.status, data: kind.includes("json") ? await answer.json() : null };
  } catch {
    return { status: 0, data: null };
  }
}

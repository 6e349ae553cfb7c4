/** Signing in at an OpenID provider: authorization code with PKCE (RFC 7636), for a client that has no secret. */

const KEY = "ewallet.oidc";

/**
 * Where to sign in, `{provider, clientId}`.
 *
 * @throws Error if this E-Wallet has no provider
 */
export async function provider() {
  const configured = await (await fetch("app/sign-in.json")).json();
  if (configured.provider === null) {
    throw new Error("There is no provider to sign in at.");
  }
  return configured;
}

/** Leaves for the provider, which sends the browser back here with a code. */
export async function leave({ provider: address, clientId }) {
  const endpoints = await discover(address);
  const journey = { state: random(), verifier: random(), clientId, tokenEndpoint: endpoints.token_endpoint };
  sessionStorage.setItem(KEY, JSON.stringify(journey));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(journey.verifier));
  location.assign(`${endpoints.authorization_endpoint}?${new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: here(),
    scope: "openid",
    state: journey.state,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: "S256",
  })}`);
}

/**
 * The token for whoever comes back from the provider; null if nobody does. The address is clean afterwards.
 *
 * @throws Error with a sentence for the person
 */
export async function comeBack() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) {
    return null;
  }
  history.replaceState(null, "", location.pathname);
  const journey = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  if (answer.get("state") !== journey.state || !answer.has("code")) {
    throw new Error(answer.get("error_description") ?? "The provider did not sign you in. Try again.");
  }
  const response = await fetch(journey.tokenEndpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: here(),
      client_id: journey.clientId,
      code_verifier: journey.verifier,
    }),
  });
  if (!response.ok) {
    throw new Error("The provider gave no token. Try again.");
  }
  return (await response.json()).access_token;
}

async function discover(address) {
  return (await fetch(`${address.replace(/\/$/, "")}/.well-known/openid-configuration`)).json();
}

function here() {
  return location.origin + location.pathname;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

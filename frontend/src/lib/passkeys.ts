/** Say whether this browser can use passkeys as we ask for them. */
export function canUsePasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

export interface RequestOptions {
  request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON };
}

export interface CreationOptions {
  creation_options: { publicKey: PublicKeyCredentialCreationOptionsJSON };
}

/** Have the person use a passkey; null when they changed their mind or have none that fits. */
export async function getPasskey({ request_options: options }: RequestOptions): Promise<object | null> {
  return toJson(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
    }),
  );
}

/** Have the person make a passkey; null when they changed their mind. */
export async function createPasskey({ creation_options: options }: CreationOptions): Promise<object | null> {
  return toJson(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey),
    }),
  );
}

async function toJson(ask: () => Promise<Credential | null>): Promise<object | null> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? (credential.toJSON() as object) : null;
  } catch (error) {
    // Browsers say the same for a person who cancels and for one without a fitting passkey.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

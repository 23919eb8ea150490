import type { Core } from "../core/core.ts";
import type { CallOptions } from "../core/options.ts";
import type { DataKey } from "../generated/models.ts";
import { createDataKey, decryptDataKey } from "../generated/operations/vault-keys.ts";
import { concat, fromBase64, readBlob, tagBytes, toBase64, VaultBlobError, writeBlob } from "./blob.ts";

/** What is encrypted, and for what. */
export interface EncryptInput {
  /** Text, or bytes. It never leaves this machine. */
  data: string | Uint8Array;
  /** Chooses the key encryption key: the same context, the same key. */
  context?: Record<string, string>;
  /** A data key made before, with `createDataKey`, instead of a new one for this call. */
  key?: Pick<DataKey, "data_key" | "encrypted_keys">;
  /** What the blob belongs to, such as a row's id: the same is needed to open it. */
  associatedData?: string;
}

/**
 * Encrypts data on this machine with a data key of the vault (AES-256-GCM), in the format of the vendor's SDK. The blob
 * carries the encrypted key: keep it anywhere, and open it with `decryptLocally`.
 *
 * @see https://workos.com/docs/reference/vault
 */
export async function encryptLocally(
  client: Core,
  { data, context = {}, key, associatedData }: EncryptInput,
  options?: CallOptions,
): Promise<string> {
  const plain = bytesOf(data);
  const { data_key, encrypted_keys } = key ?? (await createDataKey(client, { context }, options));
  const encryptedKeys = readKey(encrypted_keys, "encrypted_keys");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secret = await importKey(data_key, "encrypt");
  const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters(iv, associatedData), secret, plain));
  return writeBlob({
    iv,
    tag: sealed.slice(-tagBytes),
    encryptedKeys,
    ciphertext: sealed.slice(0, -tagBytes),
  });
}

/** What is opened, and with what. */
export interface DecryptInput {
  blob: string;
  /** What the blob belongs to: the same as when it was made. */
  associatedData?: string;
  /** A data key at hand: a blob that was made with it is opened without asking the API; any other one as without it. */
  key?: Pick<DataKey, "data_key" | "encrypted_keys"> | undefined;
}

/**
 * Opens a blob of `encryptLocally`, or of the vendor's SDK, and gives its bytes.
 *
 * @throws VaultBlobError when it is none, was changed, or the associated data differs.
 */
export async function decryptLocally(
  client: Core,
  { blob, associatedData, key }: DecryptInput,
  options?: CallOptions,
): Promise<Uint8Array> {
  const { iv, tag, encryptedKeys, ciphertext } = readBlob(blob);
  const keys = toBase64(encryptedKeys);
  const { data_key } = keys === key?.encrypted_keys ? key : await decryptDataKey(client, { keys }, options);
  const secret = await importKey(data_key, "decrypt");
  try {
    const plain = await crypto.subtle.decrypt(parameters(iv, associatedData), secret, concat(ciphertext, tag));
    return new Uint8Array(plain);
  } catch (cause) {
    throw new VaultBlobError("authentication", cause);
  }
}

/**
 * Opens a blob that holds text.
 *
 * @throws VaultBlobError as `decryptLocally` does.
 */
export async function decryptTextLocally(client: Core, input: DecryptInput, options?: CallOptions): Promise<string> {
  // A byte order mark belongs to the text that was given.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await decryptLocally(client, input, options));
}

// Made into bytes, anything else would become empty or zeros, and be lost without a word.
function bytesOf(data: unknown): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (ArrayBuffer.isView(data)) return concat(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new TypeError("Only text and bytes can be encrypted.");
}

async function importKey(dataKey: string, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", readKey(dataKey, "data_key"), "AES-GCM", false, [usage]);
}

/** @throws TypeError for a key that would not encrypt as promised, or that no blob could be opened with. */
function readKey(text: string, name: "data_key" | "encrypted_keys"): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array();
  try {
    bytes = fromBase64(text);
  } catch {
    // Refused below: it is no blob that is malformed here.
  }
  if (name === "data_key" ? bytes.length === 32 : bytes.length > 0) return bytes;
  throw new TypeError(`The ${name} is none that the vault gives.`);
}

function parameters(iv: Uint8Array<ArrayBuffer>, associatedData: string | undefined): AesGcmParams {
  const additionalData = associatedData ? { additionalData: new TextEncoder().encode(associatedData) } : {};
  return { name: "AES-GCM", iv, tagLength: tagBytes * 8, ...additionalData };
}

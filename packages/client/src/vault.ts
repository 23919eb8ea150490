export { VaultBlobError } from "./vault/blob.ts";
export { decryptLocally, decryptTextLocally, type EncryptInput, encryptLocally } from "./vault/encrypt.ts";

export { VaultBlobError } from "./vault/blob.ts";
export {
  type DecryptInput,
  decryptLocally,
  decryptTextLocally,
  type EncryptInput,
  encryptLocally,
} from "./vault/encrypt.ts";

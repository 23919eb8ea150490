"""Writes deliveries.json: answers of another implementation (Python's hmac), in the kinds that Wycheproof tests.

Remake with: python3 test/vectors/make-vectors.py > test/vectors/deliveries.json
"""
import hashlib, hmac, json

vectors = []
TIME = "1795176000000"


def tag(key, body, time=TIME):
    return hmac.new(key, time.encode() + b"." + body, hashlib.sha256).digest()


def add(kind, comment, key, body, signature, valid, time=TIME):
    vectors.append({"id": len(vectors) + 1, "kind": kind, "comment": comment, "key": key.hex(), "timestamp": time,
                    "body": body.hex(), "tag": signature.hex(), "result": "valid" if valid else "invalid"})


def pattern(length, seed):
    return hashlib.shake_256(seed.encode()).digest(length)


KEY = pattern(32, "key")
BODY = b'{"id":"event_1"}'

for size in (1, 8, 16, 31, 32, 33, 63, 64, 65, 128, 131, 520):
    key = pattern(size, f"key {size}")
    add("key size", f"{size} bytes", key, BODY, tag(key, BODY), True)
for size in (0, 1, 2, 8, 15, 16, 17, 24, 31, 32, 41, 49, 50, 51, 55, 56, 63, 64, 65, 113, 114, 127, 128, 255, 4096):
    body = pattern(size, f"body {size}")
    add("message size", f"{size} bytes", KEY, body, tag(KEY, body), True)
for comment, key in (("all zero", bytes(32)), ("all ones", b"\xff" * 32), ("with a NUL inside", b"ab\x00cd")):
    add("special key", comment, key, BODY, tag(key, BODY), True)
for time in ("1", "999999999999999", "1795176000"):
    add("timestamp", time, KEY, BODY, tag(KEY, BODY, time), True, time)

good = tag(KEY, BODY)
for bit in (0, 1, 7, 8, 31, 32, 63, 64, 71, 77, 80, 96, 97, 126, 127, 128, 191, 248, 254, 255):
    changed = bytearray(good)
    changed[bit // 8] ^= 1 << (bit % 8)
    add("modified tag", f"bit {bit} flipped", KEY, BODY, bytes(changed), False)
for comment, change in (("all bits flipped", lambda b: b ^ 0xFF), ("first bit of each byte flipped", lambda b: b ^ 0x80),
                        ("last bit of each byte flipped", lambda b: b ^ 1), ("all zero", lambda b: 0), ("all ones", lambda b: 255)):
    add("modified tag", comment, KEY, BODY, bytes(change(b) for b in good), False)
add("modified tag", "bytes reversed", KEY, BODY, good[::-1], False)
add("modified tag", "tag of the body without its timestamp", KEY, BODY, hmac.new(KEY, BODY, hashlib.sha256).digest(), False)
add("modified tag", "plain SHA-256", KEY, BODY, hashlib.sha256(TIME.encode() + b"." + BODY).digest(), False)
add("modified tag", "tag of the empty key", KEY, BODY, tag(b"", BODY), False)
add("modified tag", "boundary moved into the body", KEY, b"0." + BODY, tag(KEY, BODY), False)
for size in (0, 1, 4, 8, 10, 12, 16, 20, 24, 28, 31):
    add("truncated tag", f"{size} bytes", KEY, BODY, good[:size], False)
for extra in (b"\x00", b"\xff", bytes(16), good):
    add("extended tag", f"{len(extra)} bytes more", KEY, BODY, good + extra, False)
for other in (hashlib.sha1, hashlib.sha224, hashlib.sha384, hashlib.sha512, hashlib.sha3_256):
    add("other hash", other().name, KEY, BODY, hmac.new(KEY, TIME.encode() + b"." + BODY, other).digest(), False)

print("[\n" + ",\n".join(json.dumps(vector) for vector in vectors) + "\n]")

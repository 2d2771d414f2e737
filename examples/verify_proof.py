"""Checks what wf.prove() gave, without a database, and shows the entries: verify_proof.py 'wf-anchor-1 ...' < proof.json"""
import datetime, hashlib, json, re, sys
def sha256(data): return hashlib.sha256(data).digest()
def number(data): return int.from_bytes(data, "big", signed=True)
def must(holds, problem):
    if not holds: raise ValueError(problem)

def columns(entry):  # docs/reference/chain.md: the hash of the entry before, then the columns of wf.log
    values, rest = [entry[4:4 + number(entry[:4])]], entry[4 + number(entry[:4]):]
    for form in "nnnntttnttttttntntn":
        is_there, begin = rest[0] == 1, 5 if rest[0] == 1 and form == "t" else 1
        end = begin + (0 if not is_there else 8 if form == "n" else number(rest[1:5]))
        values.append(None if not is_there else number(rest[1:9]) if form == "n" else rest[begin:end])
        rest = rest[end:]
    return values
def check(proof, anchor):
    time, count, root = re.fullmatch(r"wf-anchor-1 (\S+)Z (\d+) ([0-9a-f]{64})(?: \d+ [0-9a-f]{64})?", anchor.strip()).groups()
    leaf, place, last, hash, lines = proof["leaf"], proof["place"], int(count) - 1, None, []
    for one in proof["entries"]:  # a text; of one that was blanked what it has now, and the hash that it had
        entry, kept = (bytes.fromhex(text) for text in ((one, "") if isinstance(one, str) else (one["redacted"], one["hash"])))
        before, tenant, instance, seq, at, action, actor, _, _, _, comment, *_ = columns(entry)
        must((tenant, instance) == (leaf["tenant_id"], leaf["instance_id"]), "an entry is of another instance")
        must(hash == before if lines else not before or action in (b"checkpoint", b"redact"), f"entry {seq} does not follow the one before it")
        must(seq == leaf["seq"] - len(proof["entries"]) + len(lines) + 1, f"entry {seq} is in a wrong place")
        at = (datetime.datetime(2000, 1, 1) + datetime.timedelta(microseconds=at)).isoformat(timespec="microseconds")
        must(at < time, f"entry {seq} is younger than the anchor")
        lines.append([seq, at + "Z", action.decode(), actor.decode(), comment and comment.decode()] + ["redacted: not proven"] * bool(kept))
        hash = kept or sha256(entry)
    must(hash and hash.hex() == leaf["hash"], "the entries do not lead to the head of the instance")
    node = sha256(b"\0" + "{tenant_id}/{instance_id}/{seq}/{hash}".format(**leaf).encode())
    for other in map(bytes.fromhex, proof["path"]):  # RFC 9162, 2.1.3.2
        node = sha256(b"\1" + (other + node if place % 2 or place == last else node + other))
        while place == last and place and not place % 2: place, last = place // 2, last // 2
        place, last = place // 2, last // 2
    must((place, last, node.hex()) == (0, 0, root), "the path does not lead to the root of the anchor")
    for line in lines: print(json.dumps(line, ensure_ascii=False))

try: check(json.load(sys.stdin), sys.argv[1])
except Exception as problem:
    reason = problem if type(problem) is ValueError else "it is damaged, or the anchor is, or there is none"
    sys.exit(f"The proof does not hold: {reason}")

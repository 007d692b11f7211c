"""Byte-pair encoding and characters of the bundled tweets, for TokenTests; run from the root.

Learning and applying follow the listing in Sennrich, Haddow and Birch 2016, with two rules it leaves
open: of equally frequent pairs the first in the order of code points is merged, and none that occurs
once. A space stands for its end of word.
"""
import collections, csv


def pairs(word):
    return list(zip(word, word[1:]))


def merge(word, pair):
    out, i = [], 0
    while i < len(word):
        if word[i : i + 2] == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


def learn(words, limit):
    vocabulary = {tuple(w) + (" ",): n for w, n in words.items()}
    characters = collections.Counter()
    for word, n in vocabulary.items():
        for symbol in word:
            characters[symbol] += n
    tokens = [c for c, _ in sorted(characters.items(), key=lambda e: (-e[1], e[0]))]
    merges = []
    while len(tokens) < limit:
        counts = collections.Counter()
        for word, n in vocabulary.items():
            for pair in pairs(word):
                counts[pair] += n
        best = min(counts, key=lambda p: (-counts[p], p), default=None)
        if best is None or counts[best] < 2:
            break
        merges.append(best)
        if best[0] + best[1] not in tokens:
            tokens.append(best[0] + best[1])
        vocabulary = {merge(word, best): n for word, n in vocabulary.items()}
    return tokens, merges


def encode(text, tokens, merges):
    ranks = {}
    for rank, pair in enumerate(merges):
        ranks.setdefault(pair, rank)
    out = []
    for word in text.split():
        word = tuple(word) + (" ",)
        while True:
            known = [p for p in pairs(word) if p in ranks]
            if not known:
                break
            word = merge(word, min(known, key=ranks.get))
        out += [tokens.index(s) + 3 if s in tokens else 1 for s in word]
    return out


with open("Sources/DataSources/Bundled/tweets.csv", encoding="utf-8", newline="") as file:
    texts = [row["text"] for row in csv.DictReader(file)]
train, test = texts[:300], texts[300:320]
tokens, merges = learn(collections.Counter(w for t in train for w in t.split()), 397)
print(len(tokens), len(merges))
print("merges", merges[:12], merges[-3:])
rows = [encode(t, tokens, merges) for t in test]
print("outside", sum(r.count(1) for r in rows), "of", sum(map(len, rows)))
checksum = 0
for row in rows:
    for number in row:
        checksum = (checksum * 31 + number) % 1000003
print("checksum", checksum)
print("first", rows[0])

words = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
print("paper", learn(words, 100)[1][:10])

characters = collections.Counter(c for t in train for c in t)
print("characters", len(characters), sorted(characters.items(), key=lambda e: (-e[1], e[0]))[:8])

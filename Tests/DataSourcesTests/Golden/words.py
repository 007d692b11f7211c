"""The most frequent words of the bundled tweets, for WordsTests; run from the root."""
import collections, csv, unicodedata
def words(text):
    kept = "".join(
        c if c == "'" or unicodedata.category(c)[0] in "LM" or unicodedata.category(c) == "Nd" else " "
        for c in text.lower().replace("\u2019", "'"))
    return [w for w in (word.strip("'") for word in kept.split()) if w]
with open("Sources/DataSources/Bundled/tweets.csv", encoding="utf-8", newline="") as file:
    texts = [row["text"] for row in csv.DictReader(file)]
counts = collections.Counter(w for text in texts for w in words(text))
print(len(texts), len(counts), sum(counts.values()))
for word, count in sorted(counts.items(), key=lambda e: (-e[1], e[0]))[:10]:
    print(word, count)

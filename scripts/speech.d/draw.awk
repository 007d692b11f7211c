# Draws what is to be spoken, by whom and how: one line per recording, tab-separated, as
#   file  part  voice  speed  pitch  text
# Input: one word a line.
# Variables: count, test (how many of them for the test part), least and most words, seed.

# Numbers from 0 up to 1, the same under every awk: the minimal standard generator of Park and Miller
# (1988), whose products are exact in double precision.
function uniform() { state = (state * 16807) % 2147483647; return state / 2147483647 }
function below(n) { return int(uniform() * n) }

BEGIN {
  state = seed
  for (i = 0; i < 10; i++) uniform()
  accents = split("en-us en-us-nyc en-gb en-gb-x-rp en-gb-scotland en-gb-x-gbclan en-gb-x-gbcwmd en-029", accent, " ")
  # No voice of the test part is heard in the training part, under any accent.
  train_variants = split("m1 m2 m4 m5 m6 m7 f1 f2 f3 f5", train_variant, " ")
  test_variants = split("m3 f4", test_variant, " ")
}
{ word[words++] = $1 }
END {
  for (i = 1; i <= count; i++) {
    is_test = i > count - test
    variant = is_test ? test_variant[1 + below(test_variants)] : train_variant[1 + below(train_variants)]
    voice = accent[1 + below(accents)] "+" variant
    speed = 120 + below(81)
    pitch = 30 + below(41)
    length_of_text = least + below(most - least + 1)
    text = ""
    for (j = 0; j < length_of_text; j++) text = text (j ? " " : "") word[below(words)]
    printf "%05d.wav\t%s\t%s\t%d\t%d\t%s\n", i, is_test ? "test" : "train", voice, speed, pitch, text
  }
}

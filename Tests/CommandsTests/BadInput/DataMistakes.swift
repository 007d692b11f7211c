import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: files and data") struct DataMistakes {
    @Test("files", arguments: Mistake.damagedFiles) func file(_ mistake: Mistake) {
      Mistake.files
      mistake.check()
    }

    @Test("columns and parts", arguments: Mistake.columns) func column(_ mistake: Mistake) {
      Mistake.files
      mistake.check()
    }

  }
}

extension Mistake {
  static let damagedFiles: [Mistake] = [
    Mistake("load \"irsi\"", "no file 'irsi'", at: "1:6", mend: "iris"),
    Mistake("load \"missing.csv\"", "no file 'missing.csv'", at: "1:6", mend: "datasets"),
    Mistake("load \"folder\"", "no sub-folders with images", at: "1:6", mend: "folder/cat/1.png"),
    Mistake("load \"photos\"", "'photos/cat/2.pgm' is [1, 3]", at: "1:6", mend: "size=[1, 2]"),
    Mistake("load \"photos\" size=[28]", "a height and a width", at: "1:21", mend: "size=[28, 28]"),
    Mistake("load \"photos\" on_error=go", "one of stop, skip, got go", at: "1:24"),
    Mistake("load \"photos\" rows=5", "first class only", at: "1:6", mend: "split"),
    Mistake("load \"iris\" grey=true", "is for a folder of images", at: "1:6", mend: "leave grey="),
    Mistake(
      "load \"damaged\"", "'damaged/cat/1.png' is no sound PNG image", at: "1:6",
      mend: "on_error=skip"),
    Mistake("load \"damaged/cat/1.png\"", "is a PNG image", at: "1:6", mend: "one sub-folder"),
    Mistake(
      "load \"speech\"", "row 1 of 'speech/transcripts.csv': there is no file 'speech/a.wav'",
      at: "1:6", mend: "on_error=skip"),
    Mistake("load \"speech\" deltas=3", "from 0 to 2", at: "1:22"),
    Mistake("load \"speech\" size=[2, 2]", "is for a folder of images", at: "1:6"),
    Mistake("load \"iris\" labels=words", "for recordings with transcripts", at: "1:6"),
    Mistake("load \"empty.csv\"", "is empty", at: "1:6"),
    Mistake("load \"header.csv\"", "3 columns and no rows", at: "1:6", mend: "header=false"),
    Mistake(
      "load \"ragged.csv\"", "row 2 of 'ragged.csv' (line 3) has 2 values, expected 3", at: "1:6",
      mend: "double quotes"),
    Mistake("load \"binary.csv\"", "binary file", at: "1:6"),
    Mistake("load \"broken.csv.gz\"", "damaged gzip file", at: "1:6"),
    Mistake("load \"latin.csv\"", "not UTF-8 text: byte 9, in line 2", at: "1:6", mend: "UTF-8"),
    Mistake("load \"quote.csv\"", "quote in line 2", at: "1:6", mend: "twice"),
    Mistake("open \"missing.safetensors\"", "missing.safetensors", at: "1:6"),
    Mistake("open \"huge.safetensors\"", "1152921504606846976 bytes", at: "1:6"),
    Mistake("open \"cut.safetensors\"", "it has 2 bytes", at: "1:6"),
    Mistake("open \"folder\"", "folder", at: "1:6"),
    Mistake(
      "open \"ragged.csv\"", "not a whole safetensors file", at: "1:6", after: ["model dense(3)"]),
  ]

  static let columns: [Mistake] = [
    Mistake("load \"iris\" target=spcies", "no column 'spcies'", at: "1:20", mend: "species"),
    Mistake("load \"iris\" rows=0", "at least 1", at: "1:18"),
    Mistake("select petal_lenght", "petal_lenght", at: "1:8", mend: "petal_length", after: iris),
    Mistake(
      "select drop=[sepal_length, sepal_width, petal_length, petal_width]", "no feature column",
      at: "1:1", after: iris),
    Mistake("encode species", "is the target", at: "1:8", after: iris),
    Mistake(
      "impute sepal_length method=foo", "expected one of auto, mean", at: "1:28", after: iris),
    Mistake("scale", "needs to know how", at: "1:1", mend: "scale standard", after: iris),
    Mistake("scale divide=0", "divide=0", at: "1:14", after: iris),
    Mistake("scale standard divide=2", "not both", at: "1:23", mend: "scale standard", after: iris),
    Mistake(
      "scale standard columns=[island]", "'island': it is text", at: "1:25", mend: "encode island",
      after: ["load \"penguins\""]),
    Mistake("split", "at least one", at: "1:1", mend: "split train=0.7", after: iris),
    Mistake("split train=0.7 test=0.7", "1.4", at: "1:1", mend: "split train=0.7", after: iris),
    Mistake("split train=1.5", "from 0 to 1", at: "1:13", after: iris),
    Mistake("head 0", "from 1 to 1000", at: "1:6", after: iris),
    Mistake("head", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("describe", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("scale standard", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("split train=0.5", "there is no data yet", at: "1:1", mend: "load"),
    Mistake(
      "split test=0.25 order=true", "class 'z' is missing from the training part", at: "1:1",
      mend: "stratify=true", after: ["load \"labels.csv\""]),
    Mistake(
      "fit epochs=1", "column 'kind' is text ('red' in row 1)", at: "1:1", mend: "encode kind",
      after: ["load \"text.csv\""] + line),
    Mistake(
      "fit epochs=1", "column 'a' has 1 missing value (first in row 2)", at: "1:1",
      mend: "impute a", after: ["load \"gaps.csv\""] + line),
    Mistake(
      "fit epochs=1", "the model ends in outputs of the shape [28, 10]", at: "1:1",
      mend: "flatten",
      after: ["model dense(10)", "loss cross_entropy", "optimizer adam", "load \"mnist\" rows=200"]),
    Mistake(
      "predict \"text.csv\"", "no column 'sepal_length'", at: "1:9", mend: "a, kind, y",
      after: smallClasses + ["fit epochs=1"]),
    Mistake(
      "predict test", "no test part", at: "1:9", mend: "split",
      after: smallClasses + ["fit epochs=1"]),
  ]

  private static let iris = ["load \"iris\""]

  private static let line = ["model dense(1)", "loss mse", "optimizer sgd(lr=0.1)"]
}

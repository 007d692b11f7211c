extension Manual {
  /// The command line.
  static let program = """
    ## Command line

    | command | what it does |
    | --- | --- |
    | `lossrepl` | the prompt; with standard input from a pipe, runs what comes through it |
    | `lossrepl file.lossrepl [arguments]` | runs a script, which finds the words after its name in `arguments` |
    | `lossrepl run file.lossrepl [arguments]` | the same |
    | `lossrepl -c 'lines' [arguments]` | runs these lines |
    | `lossrepl check file.lossrepl ...` | looks for mistakes and runs nothing |

    | option | what it does |
    | --- | --- |
    | `--json` | writes one JSON object a line to standard output |
    | `--quiet` | writes only results, warnings and errors |
    | `--threads N` | trains with so many threads; without it, with all processors |
    | `--seed N` | sets the session's seed, 0 without it |
    | `--version` | says the version |
    | `--help` | says all this in short |

    Options stand before the file. A script may begin with `#!/usr/bin/env lossrepl`. Results go to
    standard output, progress and diagnostics to standard error. Set SOURCE_DATE_EPOCH to a number of
    seconds since 1970 to fix the date inside reports and PDF pictures, LOSSREPL_DATA to the folder of
    the bundled data if it was moved, LOSSREPL_KERNELS to `baseline`, `avx2` or `avx512` to compute with
    other instructions than the best the processor has.
    """

  /// The exit statuses.
  static let statuses = """
    ## Exit statuses

    | status | meaning |
    | --- | --- |
    | 0 | done |
    | 1 | a statement failed |
    | 2 | the script or the command line could not be understood; nothing was run |
    | 130 | interrupted by Ctrl-C |
    | other | `quit STATUS` asked for it |
    """

  /// The events of `--json` with the fields each has beside `event` and `cell`.
  static let eventFields: [(event: String, fields: [String], meaning: String)] = [
    ("cell", ["source"], "a cell began; cells are counted from 1"),
    ("prose", ["text"], "a line of prose, in Markdown"),
    ("text", ["text"], "printed text, perhaps of several lines"),
    (
      "table", ["title", "columns", "rows", "footnotes"], "a table: names of columns, rows of cells"
    ),
    (
      "epoch", ["run", "epoch", "loss", "penalty", "validation_loss", "lr", "seconds", "metrics"],
      "an epoch ended; `validation_loss` is there if there is a validation part, `lr` is the "
        + "learning rate of its last step, `seconds` the training time of this epoch alone"
    ),
    (
      "fit",
      ["run", "epochs", "reason", "best_epoch", "seconds", "loss", "penalty", "validation_loss"],
      "a fit ended; `reason` is epochs, converged, early_stopping, interrupted or diverged; numbers "
        + "are those of the epoch whose weights were kept"
    ),
    (
      "evaluate", ["part", "rows", "metrics"], "a part was judged; `metrics` holds numbers by name"
    ),
    (
      "check", ["subject", "findings"],
      "checks were run; every finding has `check`, `level` (ok, warn or fail), `message` and `mend`"
    ),
    (
      "plan",
      [
        "work", "batch", "threads", "instructions", "passes", "arena_bytes",
        "arena_bytes_without_reuse", "steps", "estimate_us", "sum_us", "run_us", "runs", "rows",
        "count", "seconds", "rows_per_second",
      ],
      "`plan` was asked for; every step has `phase`, `kind`, `action`, `subject`, `shape`, "
        + "`bytes_moved`, `bytes_held`, `operations`, `estimate_us`, `measured_us`, `share` of the "
        + "sum and `threads_us`, the time of each thread; barriers and the waking of threads are "
        + "steps of the kinds barrier and waking; `run_us` is a run without clocks, `count` the "
        + "runs that all `rows` take, `seconds` their time"
    ),
    (
      "time", ["seconds", "processor_seconds", "peak_growth_bytes", "parts"],
      "a statement was timed; every part has `name`, `count`, `seconds` in all, `own_seconds` "
        + "without the `parts` inside it, and `sampled` where its time was reckoned from samples"
    ),
    ("figure", ["path"], "a picture was written"),
    ("report", ["path"], "a report was written"),
    ("notice", ["message"], "something worth knowing"),
    ("warning", ["message"], "something that is probably a mistake"),
    ("value", ["value"], "the value of an expression that stands alone"),
    (
      "error", ["message", "file", "line", "column", "expected", "hint"],
      "a mistake; the last two may be null"
    ),
  ]

  /// The chapter on events.
  static var events: String {
    let rows = eventFields.map { entry in
      [code(entry.event), entry.fields.map(code).joined(separator: " "), entry.meaning]
    }
    return """
      ## Events

      With `--json` every line of standard output is one JSON object. All have `event` and `cell`;
      the others are these. Numbers that are infinite or undefined are `null`.

      \(table(["event", "fields", "when"], rows))
      """
  }
}

/// The version that `--version` and the greeting show; CHANGELOG.md says what is in it.
let version = "0.1.0"

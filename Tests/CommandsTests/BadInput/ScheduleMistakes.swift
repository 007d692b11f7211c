@testable import Commands

extension Mistake {
  static let schedules: [Mistake] = [
    Mistake("schedule cosin(3)", "there is no schedule cosin", at: "1:10", mend: "cosine"),
    Mistake("schedule cosin", "there is no schedule cosin", at: "1:10", mend: "cosine"),
    Mistake(
      "schedule linear_warmup(3) -> cosin(4)", "there is no schedule cosin", at: "1:30",
      mend: "cosine"),
    Mistake("schedule relu -> cosine(3)", "there is no schedule relu", at: "1:10"),
    Mistake("schedule adam", "expected none, or a schedule", at: "1:10"),
    Mistake("schedule 3", "expected none, or a schedule", at: "1:10"),
    Mistake("schedule cosine", "cosine needs steps", at: "1:10"),
    Mistake("schedule cosine(0)", "a whole number of at least 1", at: "1:10"),
    Mistake("schedule cosine(1e300)", "a whole number of at least 1", at: "1:10"),
    Mistake("schedule cosine(10, minimum=-1)", "minimum must be at least 0", at: "1:10"),
    Mistake("schedule exponential(factor=0)", "factor must be above 0", at: "1:10"),
    Mistake("schedule exponential(factor=infinity)", "factor must be above 0", at: "1:10"),
    Mistake(
      "schedule constant(5) -> cosine(3) -> step(0)", "every must be a whole number", at: "1:38"),
    Mistake("schedule one_cycle(10)", "one_cycle needs maximum", at: "1:10"),
    Mistake(
      "schedule step(3) -> cosine(4)", "step(every=3) never ends, so cosine never begins",
      at: "1:10", mend: "put it last"),
    Mistake(
      "schedule plateau -> plateau", "plateau never ends", at: "1:10", mend: "put it last"),
    Mistake("schedule cosine(3) per=batch", "one of epoch, step", at: "1:24"),
    Mistake("schedule per=step", "per says what a schedule counts", at: "1:14", mend: "schedule"),
    Mistake("schedule cosine(3) cosine(4)", "at most 1 argument without a name", at: "1:20"),
  ]
}

import Language

/// A verb of the notebook.
public typealias Verb = Command<Session>

/// The verbs, one file each in the folder of its group.
public enum Verbs {}

/// Every verb, in the order help lists them.
public let allCommands: [Verb] = [
  // data
  Verbs.load, Verbs.datasets, Verbs.describe, Verbs.head, Verbs.select, Verbs.split,
  Verbs.impute, Verbs.encode, Verbs.scale, Verbs.augment,
  // model
  Verbs.model, Verbs.add, Verbs.remove, Verbs.summary, Verbs.seed, Verbs.reset,
  // objective
  Verbs.losses, Verbs.loss, Verbs.advise, Verbs.optimizer, Verbs.schedule, Verbs.metrics,
  Verbs.check,
  // training
  Verbs.fit, Verbs.runs, Verbs.compare, Verbs.plan,
  // judgement
  Verbs.evaluate, Verbs.predict, Verbs.score,
  // pictures and reports
  Verbs.plot, Verbs.report,
  // session
  Verbs.help, Verbs.show, Verbs.history, Verbs.save, Verbs.open, .print, Verbs.quit,
]

import DataSources
import Figures
import Language
import Learning

/// What one `compare losses` asks for, checked before anything is trained.
struct LossComparisonRequest {
  /// The word it begins with.
  static let word = "losses"

  /// One loss with a session of its own, from whose fit nothing reaches the others.
  let entrants: [LossEntrant]
  /// The part all are judged on.
  let part: Part
  /// How each fit goes about its work.
  let configuration: TrainingConfiguration
  /// Where the curves go, and in which format.
  let picture: (path: String, format: FigureFormat)?

  /// Reads the arguments, and lets every loss meet model and data once.
  ///
  /// - Throws: what is wrong, placed at the loss it is wrong with.
  init(_ arguments: Arguments, _ session: inout Session) throws {
    let data = try session.requireData()
    _ = try session.requireModel()
    guard let optimizer = session.optimizer else { throw SessionError.noOptimizer }
    picture = try arguments.textIfGiven("to").map { path in
      (path, try blaming("to") { try FigureFormat(path: path) })
    }
    configuration = try FitRequest(name: "", arguments, session, optimizer).configuration
    let judged = data.parts.validation.isEmpty ? Part.train : .validation
    part = judged
    let number = 1 + (session.runs.compactMap(\.comparison).max() ?? 0)
    let losses = try Self.losses(arguments, session)
    try Self.checkForms(losses, session, data)
    entrants = try losses.enumerated().map { index, loss in
      try Self.placed(index) {
        let name = session.freeRunName("\(loss)")
        let request = try FitRequest(name: name, arguments, session, optimizer)
        return try LossEntrant(loss, request, &session, part: judged, comparison: number)
      }
    }
  }

  /// The losses, each once.
  private static func losses(
    _ arguments: Arguments, _ session: Session
  ) throws -> [LossSpecification] {
    let values = try arguments.values("what").dropFirst()
    var losses: [LossSpecification] = []
    for (index, value) in values.enumerated() {
      losses.append(
        try placed(index) {
          // A run of the same name is meant by its loss here.
          let loss = try session.lossSpecification(value.asText.map(Value.symbol) ?? value)
          guard !losses.contains(loss) else { throw Complaint("\(loss) is given twice") }
          return loss
        })
    }
    guard losses.count > 1 else {
      throw ArgumentProblem(
        "what",
        Complaint(
          "compare losses needs two losses, there is \(losses.isEmpty ? "none" : "one")",
          hint: "compare losses mse mae, or compare losses cross_entropy focal"))
    }
    return losses
  }

  /// Runs `body`; what is wrong is placed at a loss, counted from 0.
  private static func placed<Result>(_ loss: Int, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as PlacedError { throw error } catch let error
      as ArgumentProblem
    { throw error } catch { throw ArgumentProblem("what", error, index: loss + 1) }
  }

  /// Refuses losses that read the target in different forms, which no metric judges alike.
  private static func checkForms(
    _ losses: [LossSpecification], _ session: Session, _ data: Dataset
  ) throws {
    let forms = losses.map { session.targetForm($0, data) }
    guard let other = forms.firstIndex(where: { $0 != forms[0] }) else { return }
    throw ArgumentProblem(
      "what",
      Complaint(
        "\(losses[0]) reads the target as \(forms[0]) and \(losses[other]) as \(forms[other]): no "
          + "metric judges both"), index: other + 1)
  }

  /// Refuses what counts only where something is trained.
  static func refuseOptions(_ arguments: Arguments) throws {
    let given = (FitRequest.parameters.map(\.name) + ["to"]).first(where: arguments.isGiven)
    guard let given else { return }
    throw ArgumentProblem(
      given,
      Complaint(
        "\(given) counts only with compare losses", hint: "compare losses mse mae \(given)=..."))
  }
}

extension Session {
  /// A name for a run that none has: as wished, else with a number behind it.
  fileprivate func freeRunName(_ wished: String) -> String {
    guard runs.contains(where: { $0.name == wished }) else { return wished }
    let number = (2...).first { number in !runs.contains { $0.name == "\(wished) \(number)" } }
    return "\(wished) \(number ?? 2)"
  }
}

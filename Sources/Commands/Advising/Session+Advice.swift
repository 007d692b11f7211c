import DataSources
import Language
import Learning
import Tensors

extension Session {
  /// A loss for the training part, from what is measured on it.
  ///
  /// - Returns: the advice, and what could not be measured.
  mutating func advice() throws -> (advice: Advice, notices: [String]) {
    let (subject, notices) = try adviceSubject()
    var trial = self
    let advice = try Advice(on: subject) { loss in
      do { try trial.check(loss) } catch {
        let (text, name) = (trial.explain(error), "\(loss.name): ")
        return text.hasPrefix(name) ? String(text.dropFirst(name.count)) : text
      }
      return nil
    }
    return (advice, notices)
  }

  /// The training part as advice looks at it; rows that are not ready for a model have no
  /// neighbours.
  private mutating func adviceSubject() throws -> (AdviceSubject, [String]) {
    let data = try requireData()
    guard !data.targetColumns.isEmpty else { throw DataError.noTarget(name: data.name) }
    let form = adviceForm(data)
    do {
      let prepared = try prepareData(form)
      let rows = prepared.trainingData(try prepared.part(.train))
      return (subject(data, rows), [])
    } catch {
      let targets = try data.targets(form, rows: data.parts.train, part: .train)
      let classes = data.targetColumns.first.map {
        DistinctValues($0, rows: data.parts.train).names
      }
      let rows = targets.trainingData(
        features: RowMatrix(Tensor(zeros: [data.parts.train.count, 0])),
        classes: form == .classes ? classes ?? [] : [])
      var subject = subject(data, rows)
      subject.features = nil
      return (subject, ["neighbours are not asked: \(explain(error))"])
    }
  }

  /// The form in which targets are looked at, by their look alone.
  private func adviceForm(_ data: Dataset) -> TargetForm {
    if data.extras["target_lengths"] != nil { return .sequences }
    return data.plainForm
  }

  private func subject(_ data: Dataset, _ rows: TrainingData) -> AdviceSubject {
    func lengths(_ name: String) -> [Int]? { rows.extras[name]?.values.map { Int($0) } }
    let steps = rows.features.shape.rank > 2 ? rows.features.shape[1] : nil
    return AdviceSubject(
      target: rows.target, names: data.targetColumns.map(\.name), features: rows.features,
      inputLengths: lengths("input_lengths")
        ?? steps.map { [Int](repeating: $0, count: rows.rows) },
      targetLengths: lengths("target_lengths"), seed: seed)
  }

  private func explain(_ error: any Error) -> String {
    guard let explained = error as? any ExplainedError else { return "\(error)" }
    return explained.message + (explained.hint.map { "; \($0)" } ?? "")
  }
}

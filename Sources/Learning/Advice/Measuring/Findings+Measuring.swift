import Tensors

extension Findings {
  /// Measures what an advice rests on.
  ///
  /// - Parameter subject: the rows; at least one.
  public init(measuring subject: AdviceSubject) {
    switch subject.target {
    case .classes(let labels, let names):
      self.init(.classes)
      measureClasses(labels.map(Int.init), names, subject)
    case .distributions(let rows):
      self.init(.distributions)
      measureDistributions(rows)
    case .sequences(let labels, let names):
      self.init(.sequences)
      measureSequences(labels, names, subject)
    case .numbers(let numbers):
      self.init(Nature(of: numbers))
      switch nature {
      case .distributions: measureDistributions(numbers)
      case .answers: measureAnswers(numbers)
      default: measureNumbers(numbers, subject)
      }
    }
  }
}

extension Findings.Nature {
  /// What numbers are by their look: several a row are distributions when none is negative and all
  /// rows have the same sum, 1 or more (the number of raters), and answers when they are all 0 or 1.
  init(of numbers: Tensor) {
    let width = numbers.shape.rank < 2 ? 1 : numbers.rowCount
    let values = numbers.values
    guard width > 1, !values.isEmpty, values.allSatisfy({ $0 >= 0 }) else {
      self = .numbers
      return
    }
    let sums = (0..<numbers.rows).map { numbers.row($0).reduce(0, +) }
    let areWhole = values.allSatisfy { $0 == $0.rounded() }
    if let sum = sums.first, sum > 0, sums.allSatisfy({ abs($0 - sum) <= 1e-3 * sum }),
      abs(sum - 1) <= 1e-3 || areWhole && sum > 1
    {
      self = .distributions
    } else {
      self = values.allSatisfy { $0 == 0 || $0 == 1 } ? .answers : .numbers
    }
  }
}

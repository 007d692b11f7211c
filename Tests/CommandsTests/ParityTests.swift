import Foundation
import Language
import Learning
import Tensors
import Testing

@testable import Commands

/// A training of Tests/LearningTests/Reference/parity as a script.
///
/// PyTorch 2.15, float32, one thread, rows in file order; parity.json says the settings and the
/// losses of the epochs.
struct ScriptedTraining: Sendable, CustomTestStringConvertible {
  let name: String
  let lines: String
  let fit: String
  var weightTolerance = 2e-5
  var lossTolerance = 1e-5

  var testDescription: String { name }

  static let all = [
    // Adam amplifies rounding where a gradient is all but zero: PyTorch in single precision
    // differs from itself in double by 1.1e-3 here and by under 1e-6 in the others.
    ScriptedTraining(
      name: "digits_classifier",
      lines: """
        load "digits"
        scale divide=16
        model dense(128) -> relu -> dense(10)
        loss cross_entropy
        optimizer adam(lr=0.001)
        """,
      fit: "fit epochs=10 batch=64 shuffle=false", weightTolerance: 4e-3, lossTolerance: 2e-4),
    ScriptedTraining(
      name: "digits_l1_l2",
      lines: """
        load "digits"
        scale divide=16
        model dense(32) -> tanh -> dense(10)
        loss cross_entropy
        optimizer sgd(lr=0.05, momentum=0.9)
        add l1(1e-4)
        add l2(1e-3)
        """,
      fit: "fit epochs=5 batch=32 shuffle=false"),
    ScriptedTraining(
      name: "diabetes_linear",
      lines: """
        load "diabetes"
        scale standard
        model dense(1)
        loss mse
        optimizer adam(lr=0.5)
        """,
      fit: "fit epochs=10 batch=32 shuffle=false"),
    ScriptedTraining(
      name: "diabetes_huber_rmsprop",
      lines: """
        load "diabetes"
        scale standard
        model dense(16) -> relu -> dense(1)
        loss huber(delta=20)
        optimizer rmsprop(lr=0.01)
        """,
      fit: "fit epochs=10 batch=32 shuffle=false"),
  ]
}

extension AllTests {
  @Suite("Trainings written as scripts end where PyTorch's do") struct Parity {
    struct File: Decodable {
      struct Run: Decodable {
        let name: String
        let epoch_losses: [Double]
        let final_training_loss: Double
      }
      let runs: [Run]
    }

    static let folder = Repository.root
      .appendingPathComponent("Tests/LearningTests/Reference/parity")

    @Test("with the same weights and epoch losses", arguments: ScriptedTraining.all)
    func parity(_ training: ScriptedTraining) throws {
      let file = try JSONDecoder().decode(
        File.self, from: Data(contentsOf: Self.folder.appendingPathComponent("parity.json")))
      let wanted = try #require(file.runs.first { $0.name == training.name })
      let trial = Trial()
      trial.run(
        """
        \(training.lines)
        open "\(Self.folder.path)/\(training.name).initial.safetensors"
        let r = \(training.fit)
        save "\(training.name).safetensors"
        let judged = evaluate train
        """)
      try #require(trial.outcome == .done, "\(trial.shown)")
      let losses = try numbers("r.losses", trial)
      #expect(losses.count == wanted.epoch_losses.count)
      for (epoch, (found, wanted)) in zip(losses, wanted.epoch_losses).enumerated() {
        #expect(
          (found - wanted).magnitude <= training.lossTolerance * wanted,
          "epoch \(epoch + 1): \(found), not \(wanted)")
      }
      let final = try numbers("[judged.loss]", trial)[0]
      #expect(
        (final - wanted.final_training_loss).magnitude
          <= 10 * training.lossTolerance * wanted.final_training_loss)
      try compareWeights(training)
    }

    private func compareWeights(_ training: ScriptedTraining) throws {
      let wanted = try Checkpoint.read(
        path: "\(Self.folder.path)/\(training.name).final.safetensors")
      let found = try Checkpoint.read(path: "\(training.name).safetensors")
      #expect(found.tensors.map(\.name).sorted() == wanted.tensors.map(\.name).sorted())
      for (name, tensor) in wanted.tensors {
        let ours = try #require(found.tensors.first { $0.name == name }?.tensor)
        #expect(ours.shape == tensor.shape)
        let distance = relativeDistance(ours.values, tensor.values)
        #expect(distance <= training.weightTolerance, "\(name): \(distance)")
      }
    }

    /// The root mean square of the difference over that of the second.
    private func relativeDistance(_ a: [Float], _ b: [Float]) -> Double {
      guard a.count == b.count else { return .infinity }
      let difference = zip(a, b).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
      let size = b.reduce(0) { $0 + Double($1) * Double($1) }
      return (difference / size).squareRoot()
    }

    private func numbers(_ expression: String, _ trial: Trial) throws -> [Double] {
      trial.clear()
      trial.run("let it = \(expression)")
      let value = try #require(trial.notebook.session.scope.variables["it"])
      return (value.asList ?? []).compactMap(\.asNumber)
    }
  }
}

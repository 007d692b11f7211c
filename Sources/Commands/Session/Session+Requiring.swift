import DataSources
import Language
import Learning

extension Session {
  /// The data, or the sentence that says there is none.
  func requireData() throws -> Dataset {
    guard let data else { throw SessionError.noData }
    return data
  }

  /// The model, or the sentence that says there is none.
  func requireModel() throws -> NetworkSpecification {
    guard let network else { throw SessionError.noModel }
    return network
  }

  /// The trained model, or the sentence that says there is none.
  func requireTrained(for verb: String) throws -> TrainedModel {
    guard let trained else { throw SessionError.notTrained(verb: verb) }
    return trained
  }

  /// The last fit; runs trained for a comparison left the session's weights alone.
  var lastRun: Run? { runs.last { $0.comparison == nil } }

  /// The run of a name.
  func requireRun(_ name: String) throws -> Run {
    guard let run = runs.last(where: { $0.name == name }) else {
      throw SessionError.noSuchRun(name, known: runs.map(\.name))
    }
    return run
  }
}

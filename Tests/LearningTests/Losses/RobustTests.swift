import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("The robust loss near its singularities")
struct RobustTests {
  /// α, x, value and slope at scale 1: mpmath, 60 digits, from the formula as it stands.
  typealias Row = (alpha: Double, x: Double, value: Double, slope: Double)

  static let rows: [Row] = [
    (1e-6, 3, 1.7047483754969109, 0.5454547872454467),
    (1e-6, 0.001, 4.9999987500004167e-7, 0.00099999950000025),
    (1e-6, 1e4, 17.727603786184511, 0.00020000166876034724),
    (-1e-6, 3, 1.7047478089801559, 0.54545430366384267),
    (-1e-6, 1e4, 17.727463380994639, 0.00019999832325369344),
    (1e-12, 1e4, 17.727533583462623, 0.00019999999600167283),
    (0, 1e4, 17.72753358339242, 0.00019999999600000008),
    (2 - 1e-6, 3, 4.4999662214690347, 2.9999759809932849),
    (2 - 1e-6, 0.001, 4.9999990342642149e-7, 0.00099999965342646978),
    (2 - 1e-6, 1e4, 49999219.101321855, 9999.8388203424613),
    (2 + 1e-6, 3, 4.5000337787856524, 3.0000240191990259),
    (2 + 1e-6, 1e4, 50000780.910887058, 10000.161182255503),
    (2 - 1e-12, 1e4, 49999999.99887361, 9999.9999997697215),
    (-1e10, 3, 0.98889100362704208, 0.033326989682214073),
    (-2, 1e4, 1.9999999200000032, 1.5999998720000077e-11),
    (-.infinity, 5, 0.99999627334682792, 1.8633265860393355e-5),
  ]

  // 2 − α itself has 10 digits where α is 1e-6 from 2, which is what the looser bound allows for.
  @Test("keeps its digits in double precision", arguments: rows.indices)
  func oracle(_ index: Int) throws {
    let row = Self.rows[index]
    let judged = try trial(row).judged()
    #expect(agree(judged.value[0], row.value, relative: 1e-13, absolute: 0))
    #expect(agree(judged.gradient[0], row.slope, relative: 1e-10, absolute: 0))
  }

  @Test("and in single precision", arguments: rows.indices)
  func plan(_ index: Int) throws {
    let row = Self.rows[index]
    let judged = try trial(row).judgedByPlan()
    #expect(agree(judged.value[0], row.value, relative: 1e-5, absolute: 0))
    #expect(agree(judged.gradient[0], row.slope, relative: 1e-4, absolute: 0))
  }

  @Test(
    "has the slope x for tiny x, whatever α",
    arguments: [-Double.infinity, -2, 0, 1e-6, 1, 2 - 1e-6, 2])
  func tiny(alpha: Double) throws {
    let judged = try trial((alpha, 1e-30, 5e-61, 1e-30)).judged()
    #expect(judged.value[0] >= 0 && judged.value[0] < 1e-59)
    #expect(agree(judged.gradient[0], 1e-30, relative: 1e-9, absolute: 0))
  }

  private func trial(_ row: Row) throws -> LossTrial {
    LossTrial(
      loss: try LossSpecification("robust", [.number(row.alpha)]),
      prediction: matrix([[row.x]]), target: .values(matrix([[0]])))
  }
}

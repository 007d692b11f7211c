import Tensors
import Testing

@testable import Learning

@Suite("Statistics")
struct StatisticsTests {
  @Test func quantilesAreLinearBetweenNeighbours() {
    // numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1]) by NumPy 2.4.6.
    let numbers = [1.0, 2, 4, 8]
    let expected = [1, 1.75, 3, 6.8, 8]
    for (q, value) in zip([0, 0.25, 0.5, 0.9, 1], expected) {
      #expect(abs(quantile(ofSorted: numbers, at: q) - value) < 1e-12)
    }
    #expect(quantile(ofSorted: [], at: 0.5).isNaN)
    #expect(median(of: [3, 1, 2]) == 2)
  }

  @Test func momentsAreThoseOfThePopulation() {
    // mean, var, scipy.stats.skew and kurtosis (bias=True) by NumPy 2.4.6.
    let moments = Moments([1, 2, 2, 3, 7, 11.5])
    #expect(abs(moments.mean - 4.416666666666667) < 1e-12)
    #expect(abs(moments.variance - 13.701388888888891) < 1e-12)
    #expect(abs(moments.skewness - 0.9914006037482341) < 1e-12)
    #expect(abs(moments.excessKurtosis + 0.5403720628895572) < 1e-12)
  }

  @Test func equalNumbersHaveNoShape() {
    let moments = Moments([3, 3, 3])
    #expect(moments.variance == 0)
    #expect(moments.skewness == 0)
    #expect(moments.excessKurtosis == 0)
  }

  @Test func aRobustScaleIgnoresWhatLiesFarOut() {
    // By hand: median 2.5, distances 1.5 0.5 0.5 0.5 4.5 9 with median 1.
    let numbers = [1, 2, 2, 3, 7, 11.5]
    let scale = RobustScale(numbers)
    #expect(scale.middle == 2.5)
    #expect(abs(scale.deviation - 1.4826) < 1e-12)
    // 11.5 is 9 from 2.5, further than 3.5 · 1.4826 = 5.19; 7 is not.
    #expect(scale.outliers(numbers, beyond: 3.5) == 1)
  }

  @Test func mostlyEqualNumbersHaveAScaleAllTheSame() {
    // By hand: the median distance is 0, the mean distance 2.
    #expect(abs(RobustScale([5, 5, 5, 5, 15]).deviation - 1.2533 * 2) < 1e-12)
    #expect(RobustScale([5, 5]).deviation == 0)
    #expect(RobustScale([5, 5]).outliers([5, 5], beyond: 3.5) == 0)
  }

  @Test func equalNumbersShareTheirRank() {
    // The correlation of ranks with ties shared, NumPy 2.4.6.
    let correlation = rankCorrelation([1, 2, 2, 4, 5, 3], [2, 1, 4, 4, 6, 0])
    #expect(abs(correlation - 0.4852941176470589) < 1e-12)
    #expect(rankCorrelation([1, 2, 3], [2, 4, 9]) == 1)
    #expect(rankCorrelation([1, 2, 3], [7, 7, 7]) == 0)
  }

  @Test func neighboursAreNearestInStandardisedFeatures() {
    // The second column is a thousand times the first: only standardised do both count alike.
    let features = Tensor(
      shape: [5, 2], values: [0, 0, 1, 0, 0, 1000, 5, 5000, 6, 5000])
    let neighbours = Neighbourhoods(of: RowMatrix(features), count: 2, seed: 3)
    #expect(neighbours.rows == [0, 1, 2, 3, 4])
    #expect(neighbours.places[0] == [1, 2])
    #expect(neighbours.places[3].first == 4)
    #expect(neighbours.places[4].first == 3)
  }

  @Test func aConstantColumnMakesNoDistance() {
    let points = StandardisedPoints(
      Tensor(shape: [2, 2], values: [1, 7, 3, 7]), rows: [0, 1])
    // 1 and 3 are −1 and 1 standardised.
    #expect(points.squaredDistance(0, 1) == 4)
  }

  @Test func elementsOfArraysKeepTheirUnit() {
    // By hand: distances 3 and 4 of two elements, each less its mean.
    let points = StandardisedPoints(
      Tensor(shape: [2, 1, 2], values: [0, 0, 3, 4]), rows: [0, 1])
    #expect(points.squaredDistance(0, 1) == 25)
  }

  @Test func rowsAreDrawnBySeed() {
    let features = RowMatrix(Tensor(shape: [50, 1], values: (0..<50).map(Float.init)))
    let first = Neighbourhoods(of: features, count: 1, most: 10, seed: 1)
    #expect(first.rows == Neighbourhoods(of: features, count: 1, most: 10, seed: 1).rows)
    #expect(first.rows != Neighbourhoods(of: features, count: 1, most: 10, seed: 2).rows)
    #expect(first.rows.count == 10)
    #expect(first.rows == first.rows.sorted())
  }
}

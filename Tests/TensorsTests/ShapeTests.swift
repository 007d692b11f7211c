import Tensors
import Testing

@Suite struct ShapeTests {
  @Test func countsAndDescribes() {
    let shape: Shape = [32, 10]
    #expect(shape.description == "[32, 10]")
    #expect(shape.rank == 2)
    #expect(shape.count == 320)
    #expect(shape[1] == 10)
    #expect(Shape([]).count == 1)
    #expect(Shape([]).description == "[]")
    #expect(Shape([4, 0]).count == 0)
  }
}

@Suite struct TensorTests {
  @Test func holdsItsValues() {
    let t = Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    #expect(t.values == [1, 2, 3, 4, 5, 6])
    #expect(t.row(1) == [4, 5, 6])
    #expect(t[4] == 5)
    #expect(Tensor(zeros: [3]).values == [0, 0, 0])
    #expect(Tensor(shape: [0]).values.isEmpty)
  }

  @Test func copiesOnWrite() {
    let original = Tensor(shape: [3], values: [1, 2, 3])
    var copy = original
    copy[0] = 9
    copy.withUnsafeMutableBufferPointer { $0[1] = 8 }
    #expect(original.values == [1, 2, 3])
    #expect(copy.values == [9, 8, 3])
    #expect(copy != original)
    #expect(copy == Tensor(shape: [3], values: [9, 8, 3]))
    #expect(original.reshaped(to: [1, 3]) != original)
  }

  @Test func startsOnACacheLine() {
    for count in [1, 7, 100] {
      let address = Tensor(zeros: Shape([count])).withUnsafeBufferPointer {
        UInt(bitPattern: $0.baseAddress)
      }
      #expect(address % 64 == 0)
    }
  }
}

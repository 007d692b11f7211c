import Foundation

@testable import Learning

private let log3 = 1.0986122886681098

extension LossExample {
  static let sequences: [LossExample] = [
    // Equal scores of 2 classes over 2 frames, label 1: of 4 readings 11, 01 and 10 will do; an
    // empty target is read from 00 alone.
    LossExample(
      name: "ctc", rowShape: [2, 2], prediction: [[0, 0, 0, 0], [5, 5, 1, 1]],
      target: .sequences([[1], [1]]), extras: ["target_lengths": [[1], [0]]],
      values: [-log(0.75), log(4)]),
    // Class probabilities 3/4 and 1/4: 1/4 · 1/4 + 2 · 3/4 · 1/4; with the blank at 1 the label is
    // 0, 3/4 · 3/4 + 2 · 3/4 · 1/4.
    LossExample(
      name: "ctc", rowShape: [2, 2], prediction: [[log3, 0, log3, 0]], target: .sequences([[1]]),
      values: [-log(7.0 / 16)]),
    LossExample(
      name: "ctc", options: [("blank", .number(1))], rowShape: [2, 2],
      prediction: [[log3, 0, log3, 0]], target: .sequences([[0]]), values: [-log(15.0 / 16)]),
    // A repetition in 3 frames can only be 1 0 1, and in 2 not at all; padding is not read.
    LossExample(
      name: "ctc", options: [("zero_infinity", .flag(true))], rowShape: [3, 2],
      prediction: [[2, 2, 1, 1, 0, 0], [0, 1, 2, 3, 4, 5]],
      target: .sequences([[1, 1, -9], [1, 1, 7]]),
      extras: ["input_lengths": [[3], [2]], "target_lengths": [[2], [2]]], values: [log(8), 0]),
    // Equal scores of 2 classes, 2 frames, 1 label: 2 orders of 3 steps; without a label one order
    // of 2 steps.
    LossExample(
      name: "rnnt", rowShape: [2, 2, 2],
      prediction: [[0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 2, 2, 3, 3, 4, 4]],
      target: .sequences([[1], [-9]]), extras: ["target_lengths": [[1], [0]]],
      values: [log(4), log(4)]),
    // One frame: the label, then the blank at the next place: 1/4 · 3/4.
    LossExample(
      name: "rnnt", rowShape: [1, 2, 2], prediction: [[log3, 0, log3, 0]],
      target: .sequences([[1]]), values: [-log(3.0 / 16)]),
    // 3 frames and 2 labels of 3 classes, blank 2: 4! / (2! 2!) orders of 5 steps.
    LossExample(
      name: "rnnt", options: [("blank", .number(2))], rowShape: [3, 3, 3],
      prediction: [[Double](repeating: 7, count: 27)], target: .sequences([[0, 1]]),
      extras: ["input_lengths": [[3]]], values: [5 * log(3) - log(6)]),
  ]
}

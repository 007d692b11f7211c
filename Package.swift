// swift-tools-version: 6.1
import PackageDescription

// The ladder of rooms, lowest first: a target imports only targets above it in this file.
// docs/ARCHITECTURE.md says what lives in each and why.

let package = Package(
  name: "lossrepl",
  products: [
    .executable(name: "lossrepl", targets: ["lossrepl"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // MARK: System libraries
    .systemLibrary(name: "CDNNL", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(
      name: "CSndfile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),

    // MARK: Where time goes
    .target(name: "Timing"),

    // MARK: Vector kernels, mapped files
    .target(name: "CKernels"),
    .target(name: "CMappings"),

    // MARK: Training core
    .target(name: "Tensors", dependencies: ["CKernels", "CMappings"]),
    .target(name: "Graphs", dependencies: ["Tensors", "CKernels", "CDNNL"]),
    .target(name: "Learning", dependencies: ["Graphs", "Tensors", "Timing"]),

    // MARK: Data, figures, language
    // The bundled files are found beside the program, not through Bundle: that would import Foundation.
    .target(
      name: "DataSources",
      dependencies: [
        "Tensors", "CZlib", "CPNG", "CTurboJPEG", "CSndfile", "CFFTW", "Timing",
      ],
      exclude: ["Bundled"]),
    .target(name: "Figures", dependencies: ["CPangoCairo", "Timing"]),
    .target(name: "Language", dependencies: ["Timing"]),

    // MARK: Where they meet
    .target(
      name: "Commands",
      dependencies: [
        "Language", "Learning", "Graphs", "Tensors", "DataSources", "Figures", "Timing",
      ]),

    // MARK: The program
    .executableTarget(
      name: "lossrepl",
      dependencies: [
        "Commands", "CReadline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: Figures on speed: scripts/bench
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Tensors", "Graphs", "Learning", "DataSources", "Figures"]),

    // MARK: Tests
    .testTarget(name: "TimingTests", dependencies: ["Timing"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "CKernels", "Graphs"]),
    .testTarget(
      name: "GraphsTests", dependencies: ["Graphs", "CKernels"], exclude: ["Reference"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning"], exclude: ["Reference"]),
    .testTarget(
      name: "DataSourcesTests", dependencies: ["DataSources"], exclude: ["Golden"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"], exclude: ["Reference"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language"]),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Commands", "Language", "Learning", "Graphs", "Tensors"],
      exclude: ["Sessions"]),
    .testTarget(name: "PromptTests"),
    .testTarget(
      name: "BenchmarksTests",
      dependencies: ["Benchmarks", "Learning", "DataSources", "Tensors", "Figures"]),
  ],
  swiftLanguageModes: [.v6]
)

// scripts/sanitize builds the rooms that compute and read, with their tests: what draws, parses and
// talks would double the time and has no pointers.
if Context.environment["LOSSREPL_ROOMS"] == "core" {
  let core = [
    "CDNNL", "CZlib", "CPNG", "CTurboJPEG", "CSndfile", "CFFTW", "Timing", "CKernels", "CMappings",
    "Tensors", "Graphs", "Learning", "DataSources",
  ]
  package.targets.removeAll { target in
    !core.contains { $0 == target.name || $0 + "Tests" == target.name }
  }
  package.products = []
  package.dependencies = []
}

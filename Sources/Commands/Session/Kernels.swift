import Graphs
import Tensors

/// Computes with the instruction set of that name from now on, in kernels and products alike.
///
/// Returns what is wrong with the name, nil if nothing is.
public func useKernels(_ name: String) -> String? {
  guard CPUFeatures.useKernels(name) else {
    let names = CPUFeatures.kernelNames.joined(separator: ", ")
    return "LOSSREPL_KERNELS is \"\(name)\", this processor can run \(names)"
  }
  limitProductsToKernels()
  return nil
}

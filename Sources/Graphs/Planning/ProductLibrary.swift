import CDNNL
import CKernels

/// Holds the library of matrix products to the instruction set the kernels use.
///
/// It chooses by itself, once, at its first product.
public func limitProductsToKernels() {
  switch kernels_selected() {
  case KERNELS_BASELINE: dnnl_set_max_cpu_isa(dnnl_cpu_isa_sse41)
  case KERNELS_AVX2: dnnl_set_max_cpu_isa(dnnl_cpu_isa_avx2)
  default: break
  }
}

// placeholder until kernels land

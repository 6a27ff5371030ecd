// In place of XNNPACK's reference operators: no generic fallback for a pair of operation and type without a kernel.
//
// The fallbacks are 0.2 MB of WebAssembly, and slow. Without them such a pair fails when the runtime is created, with
// xnn_status_unsupported_hardware, and never later.
#include <stddef.h>
#include <xnnpack.h>

#include "xnnpack/reference-config.h"

const struct xnn_unary_elementwise_config* xnn_init_unary_reference_config(enum xnn_unary_operator operator_type,
                                                                           enum xnn_datatype input,
                                                                           enum xnn_datatype output) {
  (void)operator_type, (void)input, (void)output;
  return NULL;
}

const struct xnn_binary_elementwise_config* xnn_init_binary_reference_config(enum xnn_binary_operator operator_type,
                                                                             enum xnn_datatype datatype) {
  (void)operator_type, (void)datatype;
  return NULL;
}

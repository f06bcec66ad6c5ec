// A filter in Go, by the raw ABI: a runtime with a garbage collector, goroutines and WASI of its own.
package main

import (
	"os"
	"strings"
	"unsafe"
)

//go:wasmimport env proxy_add_header_map_value
func addHeader(kind int32, key unsafe.Pointer, keySize int32, value unsafe.Pointer, valueSize int32) int32

//go:wasmimport env proxy_log
func proxyLog(level int32, message unsafe.Pointer, size int32) int32

// What the host was handed must not be collected before it is used.
var held = map[uintptr][]byte{}

//go:wasmexport proxy_abi_version_0_2_1
func abiVersion() {}

//go:wasmexport proxy_on_memory_allocate
func allocate(size int32) unsafe.Pointer {
	bytes := make([]byte, size)
	pointer := unsafe.Pointer(unsafe.SliceData(bytes))
	held[uintptr(pointer)] = bytes
	return pointer
}

//go:wasmexport proxy_on_request_headers
func onRequestHeaders(context int32, count int32, end int32) int32 {
	key, value := "x-go", strings.ToUpper(os.Getenv("LANE"))
	message := "go saw a request"
	proxyLog(2, unsafe.Pointer(unsafe.StringData(message)), int32(len(message)))
	return addHeader(0, unsafe.Pointer(unsafe.StringData(key)), int32(len(key)), unsafe.Pointer(unsafe.StringData(value)), int32(len(value)))
}

//go:wasmexport proxy_on_done
func onDone(context int32) int32 { return 1 }

func main() {}

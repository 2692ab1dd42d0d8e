target "x" {
  contexts = {
    alpine = "docker-image://example/alpine:hardened"
    busybox = "target:base"
  }
}

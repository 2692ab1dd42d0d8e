target "x" {
  args = { BASE = "node:20" }
  contexts = { "alpine:3.24" = "target:y" }
}

target "x" {
  args = {
    TAG = "20"
    REGISTRY = "example.org"
  }
}

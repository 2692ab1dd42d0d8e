target "x" {
  args = {
    TAG = "20"
  }
}

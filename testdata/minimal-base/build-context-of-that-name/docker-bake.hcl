target "app" {
  contexts = {
    "debian:13" = "target:base"
  }
}

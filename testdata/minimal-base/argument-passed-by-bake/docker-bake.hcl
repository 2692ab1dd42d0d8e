target "app" {
  args = {
    VARIANT = "20-bookworm"
  }
}

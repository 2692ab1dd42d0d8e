FROM a aſ b

FROM a AS Build.One-2_x

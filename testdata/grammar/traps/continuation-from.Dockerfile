FROM \
  alpine \
  AS \
  x

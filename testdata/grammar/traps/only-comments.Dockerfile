# a
  # b
#

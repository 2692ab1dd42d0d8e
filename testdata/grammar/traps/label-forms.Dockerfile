FROM alpine
LABEL a=b
LABEL "c"="d e" f.g-h='i'
LABEL j k l
LABEL m="n \
  o"
LABEL "p q"="r"

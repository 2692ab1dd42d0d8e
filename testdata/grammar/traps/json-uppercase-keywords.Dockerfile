FROM alpine
run ["a"]
cmd [ "b" ]

FROM alpine
ADD --from=a b c

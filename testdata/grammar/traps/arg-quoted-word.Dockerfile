FROM alpine
ARG "a b"=c 'd e' "f"

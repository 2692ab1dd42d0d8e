FROM alpine
ENV a=bÿc d="Ã"
ENV þ=x

ARG a
ARG b=c
ARG d= e="f g" h='i j' k
FROM alpine
ARG l=m n=${o:-p} q="r\"s" t=u\ v

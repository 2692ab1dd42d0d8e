ARG V=1.2.3
FROM alpine:${V%.*}
ARG W=${V#*.}
ENV X=${W/./-} Y=${W//./-}

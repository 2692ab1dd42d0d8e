FROM alpine
RUN cat < f < g
RUN a <(b) <&3
RUN a < <(b)

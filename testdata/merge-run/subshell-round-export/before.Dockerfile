FROM alpine:3.20
RUN export X=1 && touch $X
RUN echo $X

FROM alpine:3.20
RUN mkdir /app
RUN cd /app && export X=1 && touch $X

FROM alpine:3.20
RUN touch a
RUN pkill -f touch

FROM alpine:3.20
RUN mkdir /app
RUN test -f /app/x || echo no > /app/x
RUN echo end

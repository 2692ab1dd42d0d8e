FROM alpine:3.20
RUN mkdir /app && \
    { test -f /app/x || echo no > /app/x; } && \
    echo end

FROM alpine:3.20
RUN touch /a && ln /a /b
RUN echo 2 >> /a

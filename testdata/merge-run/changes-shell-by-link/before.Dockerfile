FROM alpine:3.20
RUN foo=1 touch a && ln -sf /bin/busybox /usr/local/bin/touch
RUN touch b

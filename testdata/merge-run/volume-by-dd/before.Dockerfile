FROM alpine:3.20
VOLUME /vol/data
RUN dd if=/dev/zero bs=512 count=1 of=/vol/data/file
RUN touch /srv/x
